/** The shells that `gwctl completion` writes for. */
export const COMPLETION_SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

/** One of them. */
export type CompletionShell = (typeof COMPLETION_SHELLS)[number];

/**
 * The script that makes a shell ask `gwctl __complete` for candidates. The scripts need no helper library of the shell and
 * understand the directive that follows the candidates: 2 no blank behind, 4 no files.
 */
export function completionScript(shell: CompletionShell): string {
  // A raw template keeps the backslash that hides a shell's `${` and backquote from JavaScript.
  return SCRIPTS[shell].replaceAll('\\${', '${').replaceAll('\\`', '`');
}

const SCRIPTS: Readonly<Record<CompletionShell, string>> = {
  bash: String.raw`# bash completion for gwctl. Load it with: source <(gwctl completion bash)

__gwctl_complete() {
    # bash splits words at = and :, gwctl does not.
    local -a words=()
    local word glue='' i
    for ((i = 1; i <= COMP_CWORD; i++)); do
        word=\${COMP_WORDS[i]}
        if [[ \${#words[@]} -gt 0 && ( $glue || $word == [=:]* ) ]]; then
            words[\${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
        if [[ $word == *[=:] ]]; then glue=1; else glue=''; fi
    done
    local current=\${words[\${#words[@]} - 1]}
    local out
    out=$(gwctl __complete "\${words[@]}" 2>/dev/null) || return
    local directive=\${out##*:} line prefix=''
    if [[ $current == *[=:]* ]]; then prefix=\${current%"\${current##*[=:]}"}; fi
    COMPREPLY=()
    if ! (( directive & 4 )); then
        compopt -o default
        return
    fi
    if (( directive & 2 )); then compopt -o nospace; fi
    while IFS= read -r line; do
        if [[ $line == :* ]]; then break; fi
        line=\${line%%$'\t'*}
        COMPREPLY+=("\${line#"$prefix"}")
    done <<< "$out"
}

complete -F __gwctl_complete gwctl
`,
  zsh: String.raw`#compdef gwctl
# zsh completion for gwctl. Load it with: source <(gwctl completion zsh)

_gwctl() {
    local out line directive
    local -a lines described options
    out=$(gwctl __complete "\${(@Q)words[2,CURRENT]}" 2>/dev/null) || return
    lines=("\${(@f)out}")
    directive=\${lines[-1]#:}
    lines[-1]=()
    if ! (( directive & 4 )); then
        # The value of --flag=value.
        if [[ $PREFIX == --*=* ]]; then compset -P '*='; fi
        _files
        return
    fi
    for line in "\${(@)lines}"; do
        if [[ -z $line ]]; then continue; fi
        if [[ $line == *$'\t'* ]]; then
            described+=("\${\${line%%$'\t'*}//:/\\:}:\${line#*$'\t'}")
        else
            described+=("\${line//:/\\:}")
        fi
    done
    if (( directive & 2 )); then options=(-S ''); fi
    _describe -t candidates gwctl described "\${(@)options}"
}

if [[ $funcstack[1] == _gwctl ]]; then
    _gwctl "$@"
elif (( $+functions[compdef] )); then
    compdef _gwctl gwctl
fi
`,
  fish: String.raw`# fish completion for gwctl. Load it with: gwctl completion fish | source

function __gwctl_complete
    set -l arguments (commandline -opc)
    set -e arguments[1]
    set -l current (commandline -ct)
    set -l out (gwctl __complete $arguments "$current" 2>/dev/null)
    test (count $out) -gt 0; or return
    set -l directive (string sub -s 2 -- $out[-1])
    set -e out[-1]
    if test (math "bitand($directive, 4)") -eq 0
        # The value of --flag=value.
        set -l flag (string match -r -- '^--[^=]+=' "$current")
        for path in (__fish_complete_path (string replace -- "$flag" '' "$current"))
            echo "$flag$path"
        end
        return
    end
    for line in $out
        echo $line
    end
end

complete -c gwctl -e
complete -c gwctl -f -a '(__gwctl_complete)'
`,
  powershell: String.raw`# PowerShell completion for gwctl. Load it with: gwctl completion powershell | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName gwctl -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $arguments = @($commandAst.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursorPosition -or $_.Extent.Text -ne $wordToComplete } | ForEach-Object { $_.Extent.Text })
    $out = @(& gwctl __complete @arguments "$wordToComplete" 2>$null)
    foreach ($line in $out) {
        if ($line.StartsWith(':')) { break }
        $text, $description = $line -split "\`t", 2
        if (-not $description) { $description = $text }
        [System.Management.Automation.CompletionResult]::new($text, $text, 'ParameterValue', $description)
    }
}
`,
};
