import { publicHosts, type SourceHosts } from './hosts.js';

/** A list of plugins that somebody publishes: a GitHub repository, or a manifest anywhere else. */
export interface Repository {
  /** What names it everywhere: `USER/REPO`, `USER/REPO@REF`, or the manifest's URL. */
  readonly key: string;
  /** Where its manifest may be; the first that exists is it. */
  readonly manifests: readonly string[];
}

const MANIFEST = 'manifest.imjoy.json';

/** Which of them has the plugins is not known before it was asked; the first is whatever GitHub shows. */
const DEFAULT_REFS = ['HEAD', 'master', 'main'];

/** What ends in `.json` is a manifest beside the page. */
const SHORT_FORM = /^([\w.-]+)\/(?![\w.-]*\.json$)([\w.-]+)(?:@([^:\s]+))?$/i;
const GITHUB_PAGE =
  /^https?:\/\/(?:www\.)?github\.com\/([^/?#]+)\/([^/?#]+)(?:\/(tree|blob)\/([^?#]+))?/i;

/**
 * Reads the name of a repository: `USER/REPO[@REF]`, any page of it on GitHub, or the URL of a manifest.
 * @returns null for anything else. Spec 6.2
 */
export function parseRepository(
  text: string,
  hosts: SourceHosts = publicHosts,
  base?: string,
): Repository | null {
  const name = text.trim();
  const [, user, repo, ref = null] = SHORT_FORM.exec(name) ?? [];
  if (user && repo) return onGithub(hosts, user, repo, ref);
  const [, owner, project, view, path = ''] = GITHUB_PAGE.exec(name) ?? [];
  if (owner && project)
    return onGithub(hosts, owner, project.replace(/\.git$/, ''), refOf(view, path));
  if (!/^(https?:\/\/|\.{0,2}\/)|\.json$/i.test(name) || !URL.canParse(name, base)) return null;
  const { href } = new URL(name, base);
  return { key: href, manifests: [href] };
}

function onGithub(hosts: SourceHosts, user: string, repo: string, ref: string | null): Repository {
  const urlAt = (at: string) => `${hosts.githubRaw}/${user}/${repo}/${at}/${MANIFEST}`;
  const key = ref === null ? `${user}/${repo}` : `${user}/${repo}@${ref}`;
  return { key, manifests: (ref === null ? DEFAULT_REFS : [ref]).map(urlAt) };
}

/** A page of a folder is taken to show its root, since branches have slashes; behind a file stands its path. */
function refOf(view: string | undefined, path: string): string | null {
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  const depth = view === 'tree' ? 2 : 1;
  return parts.slice(0, depth).join('/') || null;
}
