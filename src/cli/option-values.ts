import { InvalidArgumentError } from 'commander';

/** Reads an option that may be given several times. */
export const each =
  <T>(read: (text: string) => T) =>
  (text: string, former: readonly T[] = []): T[] => [...former, read(text)];

export function toPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 2 ** 16) return Number(text);
  throw new InvalidArgumentError('It is a number from 0 to 65535.');
}

export function toSeconds(text: string): number {
  if (/^\d{1,6}$/.test(text) && Number(text) > 0) return Number(text);
  throw new InvalidArgumentError('It is a number of seconds.');
}

const UNITS: Readonly<Record<string, number>> = { '': 1, KB: 1e3, MB: 1e6, GB: 1e9 };

export function toBytes(text: string): number {
  const [, number = '', unit = ''] = /^(\d{1,12})\s*([KMG]B)?$/i.exec(text) ?? [];
  const bytes = Number(number) * (UNITS[unit.toUpperCase()] ?? 0);
  // One message is one piece of memory: no engine of JavaScript has larger ones.
  if (bytes > 0 && bytes <= 2 ** 32) return bytes;
  throw new InvalidArgumentError('It is a size of at most 4GB, as 100MB.');
}

/** The site of pages, as browsers write it. */
export function toOrigin(text: string): string {
  const origin = URL.canParse(text) ? new URL(text).origin : 'null';
  if (/^https?:/.test(origin) && [origin, `${origin}/`].includes(text)) return origin;
  throw new InvalidArgumentError('It is one site, as https://lab.example.');
}

/** What browsers send as `Host`. */
export function toHost(text: string): string {
  const url = `http://${text}`;
  // A port that goes without saying is in no header.
  if (URL.canParse(url) && new URL(url).host === text.toLowerCase().replace(/:80$/, ''))
    return text;
  throw new InvalidArgumentError('It is a name with its port, as lab.example:9527.');
}

/** An address of the web, without the slash at its end. */
export function toBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && !/[?#]/.test(text) && !url.username)
    return url.href.replace(/\/$/, '');
  throw new InvalidArgumentError('It is an address of the web, as https://lab.example.');
}

/** It is to stand in links as it is. */
export function toToken(text: string): string {
  if (/^[\w.~-]{8,200}$/.test(text)) return text;
  throw new InvalidArgumentError('It has 8 or more letters and digits; . _ ~ - may be among them.');
}

/** The scheduler of a Dask cluster, or how many workers are to be started here. */
export function toCluster(text: string): string {
  if (/^local:[1-9]\d{0,3}$/.test(text) || /^(tcp|tls|ws|wss):\/\/[^\s/]+$/.test(text)) return text;
  throw new InvalidArgumentError('It is a scheduler, as tcp://lab.example:8786, or local:4.');
}
