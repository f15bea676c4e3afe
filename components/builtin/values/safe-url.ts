/** An absolute http(s) address, or null for anything else a plugin may call a URL (`javascript:` above all). */
export function webUrl(value: unknown): string | null {
  return parse(value, ['http:', 'https:']);
}

/** An address that a picture may be loaded from: web, blob, or a data URL of an image; relative ones resolve. */
export function pictureUrl(value: unknown, base: string): string | null {
  const url = parse(value, ['http:', 'https:', 'blob:', 'data:'], base);
  return url?.startsWith('data:') && !/^data:image\//i.test(url) ? null : url;
}

function parse(value: unknown, protocols: readonly string[], base?: string): string | null {
  if (typeof value !== 'string') return null;
  try {
    const url = new URL(value.trim(), base);
    return protocols.includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
