/** What `api.fs` and `api.path` of older plugins offer: functions of the BrowserFS plugin. Spec 4.3. */
export const FS_FUNCTIONS = [
  ...[
    'access',
    'appendFile',
    'chmod',
    'close',
    'copyFile',
    'exists',
    'fdatasync',
    'fstat',
    'fsync',
  ],
  ...['ftruncate', 'futimes', 'lstat', 'mkdir', 'open', 'read', 'readFile', 'readdir', 'readlink'],
  ...['realpath', 'rename', 'rm', 'rmdir', 'stat', 'symlink', 'truncate', 'unlink', 'utimes'],
  ...['write', 'writeFile'],
];

export const PATH_FUNCTIONS = [
  ...['basename', 'dirname', 'extname', 'format', 'isAbsolute', 'join', 'normalize', 'parse'],
  ...['relative', 'resolve'],
];
