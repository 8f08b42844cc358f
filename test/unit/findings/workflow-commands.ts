/** A workflow command as the runner of GitHub Actions reads a line. */
export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/**
 * Reads standard output of a step as the runner does (actions/runner, src/Runner.Common/ActionCommand.cs): a line that begins
 * with `::` is a command; what stands between its name and the next `::` are properties, separated by commas.
 */
export function readWorkflowCommands(text: string): readonly WorkflowCommand[] {
  return text.split(/\r\n|\n|\r/).flatMap((line) => {
    const trimmed = line.trimStart();
    if (!trimmed.startsWith('::')) return [];
    const end = trimmed.indexOf('::', 2);
    if (end < 0) return [];
    const info = trimmed.slice(2, end);
    const space = info.indexOf(' ');
    const name = space < 0 ? info : info.slice(0, space);
    const pairs =
      space < 0
        ? []
        : info
            .slice(space + 1)
            .trim()
            .split(',');
    const properties = Object.fromEntries(
      pairs.map((pair) => {
        const at = pair.indexOf('=');
        return [pair.slice(0, at), unescapeProperty(pair.slice(at + 1))];
      }),
    );
    return [{ name, properties, data: unescapeData(trimmed.slice(end + 2)) }];
  });
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function unescapeProperty(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}
