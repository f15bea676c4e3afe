import { ImjoyError } from '../../base/error.js';
import type { EncodedFields, ValueCodec } from '../value-codec.js';

/** A file with the relative path it was dropped or chosen with; structured clone loses that path. */
type FileWithPath = File & { _path?: string };

export const fileCodec: ValueCodec = {
  type: 'file',
  cloneable: true,
  matches: (value) => typeof File === 'function' && value instanceof File,
  encode(value) {
    const file = value as FileWithPath;
    const path = file._path ?? (file.webkitRelativePath || file.name);
    return { _rtype: 'file', _rvalue: file, _rname: file.name, _rmime: file.type, _rpath: path };
  },
  decode(fields) {
    const name = typeof fields._rname === 'string' ? fields._rname : 'file';
    const content = toPart(fields);
    const file = content instanceof File ? content : new File([content], name, mimeOf(fields));
    return Object.assign(file, { _path: String(fields._rpath ?? file.name) });
  },
};

export const blobCodec: ValueCodec = {
  type: 'blob',
  cloneable: true,
  matches: (value) => typeof Blob === 'function' && value instanceof Blob,
  encode: (value) => ({ _rtype: 'blob', _rvalue: value, _rmime: (value as Blob).type }),
  decode(fields) {
    const content = toPart(fields);
    return content instanceof Blob ? content : new Blob([content], mimeOf(fields));
  },
};

const mimeOf = (fields: EncodedFields): BlobPropertyBag =>
  typeof fields._rmime === 'string' ? { type: fields._rmime } : {};

function toPart(fields: EncodedFields): Blob | ArrayBuffer | string {
  const value = fields._rvalue;
  if (value instanceof Blob || value instanceof ArrayBuffer || typeof value === 'string')
    return value;
  if (ArrayBuffer.isView(value))
    return new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength).slice()
      .buffer;
  throw new ImjoyError('VALUE_MALFORMED', `an encoded ${fields._rtype} has no content`);
}
