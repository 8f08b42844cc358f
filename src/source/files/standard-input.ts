/** Standard input by its path, which could not be opened where it is a socket, as some programs give it. */
const PATH = /^\/(?:dev\/stdin|dev\/fd\/0|proc\/self\/fd\/0)$/;

/** Whether a path of `--from` or `-f` is standard input: `-`, `/dev/stdin`. */
export function isStandardInput(path: string): boolean {
  return path === '-' || PATH.test(path);
}
