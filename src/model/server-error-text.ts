import { FilesError } from './errors.ts';
import type { ServerError } from './errors.ts';

/**
 * A refusal of the API server in kubectl's words, or of files in the same words without the server, not yet escaped
 * (k8s.io/kubectl/pkg/cmd/util/helpers.go: `checkErr`, `StandardErrorMessage`).
 */
export function describeServerError(error: ServerError): string {
  const { reason, message } = error;
  if (error instanceof FilesError) return `error: ${message}`;
  if (reason === 'Unauthorized') return `error: You must be logged in to the server (${message})`;
  if (reason === 'Invalid') return describeInvalid(error);
  return reason === '' ? `Error from server: ${message}` : `Error from server (${reason}): ${message}`;
}

/** An object that breaks a rule of its type: one line per field. */
function describeInvalid({ message, details }: ServerError): string {
  if (details === undefined) return message === '' ? 'The request is invalid' : `The request is invalid: ${message}`;
  const { kind, name, causes } = details;
  let subject = 'The request is invalid';
  if (kind !== '' || name !== '') subject = `The ${kind} "${name}" is invalid`;
  else if (message !== '' && causes.length === 0) subject += `: ${message}`;
  const reasons = [...new Set(causes.map((cause) => `${cause.field}: ${cause.message}`))];
  const [first] = reasons;
  if (first === undefined) return subject;
  return reasons.length === 1
    ? `${subject}: ${first}`
    : [`${subject}: `, ...reasons.map((line) => `* ${line}`)].join('\n');
}
