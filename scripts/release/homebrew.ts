import type { Artefact } from './artefact.ts';
import type { Release } from './release.ts';
import type { Target } from './target.ts';

const SYSTEMS = { darwin: 'on_macos', linux: 'on_linux' } as const;
const PROCESSORS = { arm64: 'on_arm', x64: 'on_intel' } as const;

/** The formula for a tap of Homebrew: `Formula/gwctl.rb`. */
export function homebrewFormula(release: Release, artefacts: readonly Artefact[]): string {
  const { version, summary, homepage, licence } = release;
  const systems = (['darwin', 'linux'] as const).map((os) => systemBlock(release, artefacts, os));
  return `# Made by scripts/release.ts of ${homepage}: what is changed here is lost with the next release.
class Gwctl < Formula
  desc "${summary}"
  homepage "${homepage}"
  version "${version}"
  license "${licence}"

${systems.join('\n\n')}

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
`;
}

function systemBlock({ downloads }: Release, artefacts: readonly Artefact[], os: keyof typeof SYSTEMS): string {
  const blocks = (['arm64', 'x64'] as const).flatMap((arch) => {
    const found = artefacts.find(({ target }) => isFor(target, os, arch));
    if (found === undefined) return [];
    return [
      `    ${PROCESSORS[arch]} do`,
      `      url "${downloads}/${found.file}"`,
      `      sha256 "${found.sha256}"`,
      '    end',
    ];
  });
  return [`  ${SYSTEMS[os]} do`, ...blocks, '  end'].join('\n');
}

function isFor(target: Target, os: Target['os'], arch: Target['arch']): boolean {
  return target.os === os && target.arch === arch && !target.musl;
}
