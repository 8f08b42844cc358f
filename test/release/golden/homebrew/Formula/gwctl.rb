# Made by scripts/release.ts of https://github.com/owner--unset/gwctl: what is changed here is lost with the next release.
class Gwctl < Formula
  desc "Companion of kubectl for the Kubernetes Gateway API"
  homepage "https://github.com/owner--unset/gwctl"
  version "1.2.3"
  license "Apache-2.0"

  on_macos do
    on_arm do
      url "https://github.com/owner--unset/gwctl/releases/download/v1.2.3/gwctl-1.2.3-darwin-arm64.tar.gz"
      sha256 "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"
    end
    on_intel do
      url "https://github.com/owner--unset/gwctl/releases/download/v1.2.3/gwctl-1.2.3-darwin-x64.tar.gz"
      sha256 "4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a4a"
    end
  end

  on_linux do
    on_arm do
      url "https://github.com/owner--unset/gwctl/releases/download/v1.2.3/gwctl-1.2.3-linux-arm64.tar.gz"
      sha256 "2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a"
    end
    on_intel do
      url "https://github.com/owner--unset/gwctl/releases/download/v1.2.3/gwctl-1.2.3-linux-x64.tar.gz"
      sha256 "0123456789012345678901234567890123456789012345678901234567890123"
    end
  end

  def install
    bin.install "gwctl"
    # kubectl finds its plugin by the first name, and completions of it by the second.
    bin.install_symlink "gwctl" => "kubectl-gw"
    bin.install_symlink "gwctl" => "kubectl_complete-gw"
    man1.install Dir["man/man1/*.1"]
    bash_completion.install "completions/gwctl.bash" => "gwctl"
    zsh_completion.install "completions/_gwctl"
    fish_completion.install "completions/gwctl.fish"
    pwsh_completion.install "completions/gwctl.ps1" => "_gwctl.ps1"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/gwctl --version")
    assert_match "Routes:", shell_output("#{bin}/gwctl status --demo")
    assert_match "Usage: kubectl gw", shell_output("#{bin}/kubectl-gw --help")
  end
end
