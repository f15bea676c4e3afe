import { longestText } from './longest-text.js';
import { isNumber, isText, listOf } from './json-values.js';
import type { PredicateFactory } from './predicate.js';
import { type OptionTable, readOptions } from './read-options.js';

function toTest(text: string): (type: string) => boolean {
  const pattern = new RegExp(text);
  const longest = longestText(text);
  return (type) => type.length <= longest && pattern.test(type);
}

const limit = (option: unknown): number => {
  if (isNumber(option)) return option;
  throw new Error('must be a number of bytes');
};

/** Options of the `file` keyword; lists are alternatives. */
export const fileOptions: OptionTable<File> = {
  mime: (option) => {
    const patterns = listOf(option, isText, 'a regular expression').map(toTest);
    return (file) => patterns.some((test) => test(file.type));
  },
  ext: (option) => {
    // Cameras and microscopes write `.TIF` as often as `.tif`.
    const endings = listOf(option, isText, 'a file name ending').map((end) => end.toLowerCase());
    return (file) => endings.some((end) => file.name.toLowerCase().endsWith(end));
  },
  size: (option) => {
    const sizes = listOf(option, isNumber, 'a number of bytes');
    return (file) => sizes.includes(file.size);
  },
  minSize: (option) => {
    const least = limit(option);
    return (file) => file.size >= least;
  },
  maxSize: (option) => {
    const most = limit(option);
    return (file) => file.size <= most;
  },
};

/** `file: {mime, ext, size, minSize, maxSize}`: a live `File`, sizes in bytes. */
export const filePredicate: PredicateFactory = (config) =>
  readOptions(config, fileOptions, (value) => (value instanceof File ? value : null));
