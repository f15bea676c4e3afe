/** What a window can do with a file, beside offering it for download. */
export type FilePreview = 'image' | 'tiff' | 'text' | 'table' | 'none';

/** A family of files that look and behave alike. */
export interface FileKind {
  readonly icon: FileIcon;
  readonly preview: FilePreview;
  readonly label: string;
}

export type FileIcon = 'image' | 'text' | 'code' | 'table' | 'archive' | 'audio' | 'video' | 'file';

interface Family extends FileKind {
  readonly mime: RegExp;
  readonly extensions: readonly string[];
}

/** First match wins; the extension decides before the media type, which browsers often guess wrongly. */
const families: readonly Family[] = [
  {
    icon: 'image',
    preview: 'tiff',
    label: 'TIFF image',
    mime: /^image\/tiff/,
    extensions: ['tif', 'tiff'],
  },
  {
    icon: 'image',
    preview: 'image',
    label: 'Image',
    mime: /^image\//,
    extensions: ['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif', 'bmp', 'svg', 'ico'],
  },
  {
    icon: 'table',
    preview: 'table',
    label: 'Table',
    mime: /^text\/(csv|tab-separated-values)/,
    extensions: ['csv', 'tsv'],
  },
  {
    icon: 'code',
    preview: 'text',
    label: 'Code',
    mime: /(javascript|json|html|xml|x-python|yaml)/,
    extensions: [
      'js',
      'mjs',
      'ts',
      'py',
      'json',
      'html',
      'htm',
      'css',
      'xml',
      'yaml',
      'yml',
      'ijm',
      'm',
      'r',
      'sh',
      'toml',
    ],
  },
  {
    icon: 'text',
    preview: 'text',
    label: 'Text',
    mime: /^text\//,
    extensions: ['txt', 'md', 'log', 'ini', 'cfg'],
  },
  {
    icon: 'archive',
    preview: 'none',
    label: 'Archive',
    mime: /(zip|tar|gzip|compressed)/,
    extensions: ['zip', 'gz', 'tar', 'tgz', '7z', 'rar'],
  },
  {
    icon: 'audio',
    preview: 'none',
    label: 'Audio',
    mime: /^audio\//,
    extensions: ['mp3', 'wav', 'ogg', 'flac'],
  },
  {
    icon: 'video',
    preview: 'none',
    label: 'Video',
    mime: /^video\//,
    extensions: ['mp4', 'webm', 'avi', 'mov'],
  },
];

const other: FileKind = { icon: 'file', preview: 'none', label: 'File' };

/** The kind of a file, by its extension, else by its media type. */
export function fileKind(name: string, mime: string): FileKind {
  const extension = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return (
    families.find((family) => family.extensions.includes(extension)) ??
    families.find((family) => family.mime.test(mime)) ??
    other
  );
}
