/** Where the sites are that plugins are fetched from; a mirror, or a test, has its own. */
export interface SourceHosts {
  /** Serves `/USER/REPO/REF/PATH` of GitHub's repositories. */
  readonly githubRaw: string;
  /** Serves `/gists/ID`. */
  readonly githubApi: string;
  /** Serves what `www.dropbox.com` shows a page about. */
  readonly dropbox: string;
}

export const publicHosts: SourceHosts = {
  githubRaw: 'https://raw.githubusercontent.com',
  githubApi: 'https://api.github.com',
  dropbox: 'https://dl.dropboxusercontent.com',
};
