/** What the user types into a terminal for an engine that admits this page. @param url where it is to be reached */
export function startCommand(url: string | null = null): string {
  const { origin, port } = url === null ? { origin: '', port: '' } : new URL(url);
  const { protocol, origin: page } = location;
  // The engine's own page needs no permission, and a file of the disk can have none.
  const isForeign = page !== origin && /^https?:$/.test(protocol);
  return [
    'npx imjoy engine',
    ...(port ? [`--port ${port}`] : []),
    ...(isForeign ? [`--allow-origin ${page}`] : []),
  ].join(' ');
}
