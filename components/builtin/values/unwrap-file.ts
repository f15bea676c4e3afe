/** A file of a plugin: the browser's own `File` or `Blob`, with the name and path it is known by. */
export interface NamedBlob {
  readonly blob: Blob;
  readonly name: string;
  /** Folder path it was dropped with, ending in the name. */
  readonly path: string;
}

/** Reads a `File`, a `Blob`, or either in its encoded form `{_rtype: 'file' | 'blob', _rvalue}`; else null. */
export function unwrapFile(value: unknown): NamedBlob | null {
  if (value instanceof Blob) return describe(value, value as Blob & Naming);
  if (typeof value !== 'object' || value === null) return null;
  const { _rtype: type, _rvalue: blob } = value as Record<string, unknown>;
  const isEncoded = (type === 'file' || type === 'blob') && blob instanceof Blob;
  return isEncoded ? describe(blob, { ...(blob as Blob & Naming), ...(value as Naming) }) : null;
}

interface Naming {
  readonly name?: unknown;
  readonly _rname?: unknown;
  readonly _path?: unknown;
  readonly _rpath?: unknown;
  readonly relativePath?: unknown;
  readonly webkitRelativePath?: unknown;
}

function describe(blob: Blob, naming: Naming): NamedBlob {
  const own = blob instanceof File ? blob.name : undefined;
  const name = firstText(own, naming._rname, naming.name) ?? 'blob';
  const { _path, _rpath, relativePath, webkitRelativePath } = naming;
  return { blob, name, path: firstText(_path, _rpath, relativePath, webkitRelativePath) ?? name };
}

function firstText(...candidates: unknown[]): string | undefined {
  return candidates.find((text): text is string => typeof text === 'string' && text !== '');
}
