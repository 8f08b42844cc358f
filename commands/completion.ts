import { defineCommand } from '../src/cli/define-command.ts';

/** `gwctl completion`: the script that lets a shell complete verbs, flags, types and names. */
export const completion = defineCommand({
  name: 'completion',
  parameters: 'bash|zsh|fish|powershell',
  summary: 'Print the completion script of a shell',
  examples: [
    ['completion bash', 'Load it with: source <(gwctl completion bash)'],
    ['completion zsh', 'Or write it to a file _gwctl in a folder of $fpath'],
  ],
  flags: {},
  completes: ['bash', 'zsh', 'fish', 'powershell'],
  run: async (words, _flags, io) => (await import('../src/app/completion.ts')).completion(words, io),
});
