import type { BigIntStats } from 'node:fs';
import mime from 'mime/lite';

/** The type of a file by its name, as browsers want it: a text is UTF-8. */
export function contentType(path: string): string {
  const type = mime.getType(path) ?? 'application/octet-stream';
  const isText = /^text\/|[/+](?:json|xml|javascript)$/.test(type);
  return isText ? `${type}; charset=utf-8` : type;
}

/** Another one when the file is another, or was written to. */
export const entityTag = ({ ino, size, mtimeNs }: BigIntStats): string =>
  `"${ino.toString(36)}-${size.toString(36)}-${mtimeNs.toString(36)}"`;

/** A name in any script, by RFC 5987, after one in ASCII for programs that know no better. */
export function contentDisposition(disposition: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${disposition}; filename="${plain}"; filename*=UTF-8''${exact}`;
}
