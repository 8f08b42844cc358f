import { defineCommand } from '../src/cli/define-command.ts';

/** `gwctl completion`: the script that lets a shell complete verbs, flags, types and names. */
export const completion = defineCommand({
  name: 'completion',
  parameters: 'bash|zsh|fish|powershell',
  summary: 'Print the completion script for a shell',
  examples: [
    ['completion bash', 'Load it with: source <(gwctl completion bash)'],
    ['completion zsh', 'Or write it to a file named _gwctl in a directory of $fpath'],
  ],
  flags: {},
  completes: ['bash', 'zsh', 'fish', 'powershell'],
  run: async (words, _flags, io) => (await import('../src/app/completion.ts')).completion(words, io),
});
