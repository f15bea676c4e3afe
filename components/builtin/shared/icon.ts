import type { TemplateResult } from 'lit';
import * as glyphs from '../../icons/glyphs.js';
import { outline } from '../../icons/outline.js';

const paths = {
  add: glyphs.add,
  remove: glyphs.remove,
  fit: glyphs.fit,
  tune: glyphs.tune,
  more: glyphs.more,
  chevron: glyphs.chevron,
  download: glyphs.download,
  clear: glyphs.clear,
  info: glyphs.info,
  error: glyphs.error,
  progress: glyphs.progress,
  image: glyphs.image,
  file: glyphs.file,
  folder: glyphs.folder,
  text: glyphs.text,
  code: glyphs.code,
  table: glyphs.table,
  archive: glyphs.archive,
  audio: glyphs.audio,
  video: glyphs.movie,
  link: glyphs.link,
  open: glyphs.open,
  save: glyphs.save,
  play: glyphs.play,
  reload: glyphs.refresh,
  search: glyphs.search,
  close: glyphs.close,
  warning: glyphs.warning,
} as const;

export type IconName = keyof typeof paths;

/** An {@link outline} by what it means in a window. */
export function icon(name: IconName): TemplateResult {
  return outline(paths[name]);
}
