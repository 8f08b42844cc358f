/**
 * A README for readers who do not have the repository around it: links into the repository lead to its page at the version's tag.
 * Without a page only their words stay.
 * @param repository the page of the repository: `https://example.com/gwctl`.
 */
export function readmeOutside(text: string, version: string, repository: string | undefined): string {
  return text.replaceAll(/\[([^\]]+)\]\((?![a-z]+:|#)([^)\s]+)\)/g, (_link, words: string, path: string) =>
    repository === undefined ? words : `[${words}](${repository}/blob/v${version}/${path})`,
  );
}
