/** Takes the tag off `….imjoy.html@TAG`; the oldest plugins write `#`. Spec 1.6. */
export function splitTag(src: string): { address: string; tag: string | null } {
  const [, address = src, tag = null, query = ''] =
    /^(.*\.imjoy\.html)[@#]([^?#/]+)(.*)$/i.exec(src) ?? [];
  return { address: address + query, tag: tag && decode(tag) };
}

function decode(tag: string): string {
  try {
    return decodeURIComponent(tag);
  } catch {
    return tag;
  }
}
