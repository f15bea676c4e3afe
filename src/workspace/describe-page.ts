/**
 * Asks a page of somebody else what it is, which runs its code; what asks is fetched when it is called.
 * @returns the text of the plugin file it would have
 * @throws ImjoyError `PLUGIN_TIMEOUT` when it says nothing; `RPC_REFUSED`, `PLUGIN_SCRIPT`, `NOT_SUPPORTED`
 */
export async function describePage(url: string): Promise<string> {
  const pages = await import('./external-page.js');
  return pages.describePage(url);
}
