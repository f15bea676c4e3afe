import type { EventEmitter } from 'node:events';
import { lstat, readdir } from 'node:fs/promises';
import { request, type ClientRequest } from 'node:http';
import { join } from 'node:path';
import type { Place } from './place.js';
import { waitFor } from './wait-for.js';

export function form(content: string | Blob, name: string, field = 'file'): FormData {
  const data = new FormData();
  data.append('note', 'comes before');
  data.append(field, new Blob([content]), name);
  return data;
}

export const post = (url: string, body: FormData) => fetch(url, { method: 'POST', body });

/** An upload of which some has been sent, and is there. */
export async function begin(
  place: Place,
  url: string,
  start: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<ClientRequest> {
  const sent = request(url, { method: 'PUT', headers, agent: false });
  sent.on('error', () => undefined);
  sent.write(start);
  await waitFor(async () => (await partSize(place, url)) === start.length);
  return sent;
}

/** How much has come of an upload, without asking the engine. */
export async function partSize(place: Place, url: string): Promise<number | null> {
  const [, payload = ''] = /\/upload\/([^.]*)/.exec(url) ?? [];
  const { id } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { id: string };
  const names = await readdir(place.folder, { recursive: true });
  const part = names.find((name) => name.includes(id) && name.endsWith('.part'));
  return part === undefined ? null : (await lstat(join(place.folder, part))).size;
}

/** When a connection has ended, well or not. */
export const closed = (emitter: EventEmitter): Promise<void> =>
  new Promise((resolve) => emitter.on('close', resolve));
