/** Fails when `custom-elements.json` is not what the sources say. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

const folder = mkdtempSync(join(process.cwd(), '.manifest-'));
try {
  const args = ['cem', 'analyze', '--config', 'custom-elements-manifest.config.js'];
  execFileSync('npx', [...args, '--outdir', relative(process.cwd(), folder)], { stdio: 'pipe' });
  const fresh = readFileSync(join(folder, 'custom-elements.json'), 'utf8');
  const committed = readFileSync('custom-elements.json', 'utf8');
  if (JSON.stringify(JSON.parse(fresh)) !== JSON.stringify(JSON.parse(committed))) {
    console.error('custom-elements.json is out of date: run `npm run manifest` and commit it');
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
