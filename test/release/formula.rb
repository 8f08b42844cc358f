# Stands in for Homebrew: reads a formula as it would on one system and processor, installs it from an unpacked archive, and runs
# its test.   ruby formula.rb FORMULA macos|linux arm|intel [ARCHIVE-FOLDER PREFIX]
require "fileutils"
require "pathname"

SYSTEM, PROCESSOR = ARGV[1], ARGV[2]

class Place < Pathname
  def install(*sources)
    FileUtils.mkdir_p(self)
    sources.flatten.each do |source|
      source = { source => File.basename(source) } if source.is_a?(String)
      source.each { |from, to| FileUtils.cp(from, self + to, preserve: true) }
    end
  end

  def install_symlink(links)
    links.each { |from, to| FileUtils.ln_s(from, self + to) }
  end
end

class Formula
  class << self
    attr_reader :said, :test_block

    %i[desc homepage version license url sha256].each do |name|
      define_method(name) { |value| (@said ||= {})[name] = value }
    end
    { on_macos: "macos", on_linux: "linux" }.each { |name, system| define_method(name) { |&block| block.call if SYSTEM == system } }
    { on_arm: "arm", on_intel: "intel" }.each { |name, kind| define_method(name) { |&block| block.call if PROCESSOR == kind } }

    def test(&block)
      @test_block = block
    end
  end

  def version = self.class.said[:version]
  def prefix = Place.new(ARGV[4])
  def bin = Place.new(prefix + "bin")
  def man1 = Place.new(prefix + "share/man/man1")
  def bash_completion = Place.new(prefix + "etc/bash_completion.d")
  def zsh_completion = Place.new(prefix + "share/zsh/site-functions")
  def fish_completion = Place.new(prefix + "share/fish/vendor_completions.d")
  def pwsh_completion = Place.new(prefix + "share/pwsh/completions")
  def shell_output(line) = `#{line}`.tap { raise "#{line} ended with #{$?.exitstatus}" unless $?.success? }

  def assert_match(wanted, text)
    raise "#{wanted.inspect} is not in #{text.inspect}" unless text.match?(wanted.is_a?(Regexp) ? wanted : Regexp.escape(wanted))
  end
end

load ARGV[0]
Gwctl.said.each { |name, value| puts "#{name}: #{value}" }
exit if ARGV[3].nil?
formula = Gwctl.new
Dir.chdir(ARGV[3]) { formula.install }
formula.instance_eval(&Gwctl.test_block)
puts "tested"
