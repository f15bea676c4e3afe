import { ImjoyError } from '../../base/error.js';
import { tagOf } from '../kind.js';
import type { EncodeContext, EncodedFields, ValueCodec } from '../value-codec.js';

/** A file with the relative path it was dropped or chosen with; structured clone loses that path. */
type FileWithPath = File & { _path?: string };

export const fileCodec: ValueCodec = {
  type: 'file',
  matches: (value) => tagOf(value) === 'File',
  encode(value, context) {
    const file = value as FileWithPath;
    return {
      _rtype: 'file',
      _rvalue: contentOf(file, context),
      _rname: file.name,
      _rmime: file.type,
      _rpath: file._path ?? (file.webkitRelativePath || file.name),
    };
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
  matches: (value) => tagOf(value) === 'Blob',
  encode: (value, context) => ({
    _rtype: 'blob',
    _rvalue: contentOf(value as Blob, context),
    _rmime: (value as Blob).type,
  }),
  decode(fields) {
    const content = toPart(fields);
    return content instanceof Blob ? content : new Blob([content], mimeOf(fields));
  },
};

/** Where the transport does not carry files their bytes are read, which has to be awaited. */
function contentOf(blob: Blob, context: EncodeContext): unknown {
  return context.transport === 'clone'
    ? blob
    : context.encodeAwaited(blob, () => blob.arrayBuffer());
}

const mimeOf = (fields: EncodedFields): BlobPropertyBag =>
  typeof fields._rmime === 'string' ? { type: fields._rmime } : {};

function toPart(fields: EncodedFields): Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer> | string {
  const value = fields._rvalue;
  if (value instanceof Blob || value instanceof ArrayBuffer || typeof value === 'string')
    return value;
  if (ArrayBuffer.isView(value)) return value as ArrayBufferView<ArrayBuffer>;
  throw new ImjoyError('VALUE_MALFORMED', `an encoded ${fields._rtype} has no content`);
}
