/** The workflow's parameter in a page's address. Spec 7. */
const PARAMETER = 'workflow';

/**
 * Takes a workflow out of the page's address, so that no reload and no bookmark opens it again.
 * @returns the address as it was; null when it holds none
 */
export function takeWorkflowLink(): string | null {
  const { href } = location;
  const url = new URL(href);
  url.search = withoutWorkflow(url.search);
  url.hash = withoutWorkflow(url.hash);
  if (url.href === href) return null;
  history.replaceState(history.state, '', url);
  return href;
}

/** Also behind a hash, where older links have their query. All else stays as it is written. */
function withoutWorkflow(part: string): string {
  const [before = '', ...query] = part.split('?');
  const pairs = query.join('?').split('&');
  const others = pairs.filter((pair) => !new URLSearchParams(pair).has(PARAMETER));
  if (others.length === pairs.length) return part;
  return before + (others.length > 0 ? `?${others.join('&')}` : '');
}
