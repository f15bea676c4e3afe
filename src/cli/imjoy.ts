#!/usr/bin/env node
import { readVersion } from './kit.js';
import { main } from './main.js';

process.exitCode = await main(process.argv.slice(2), readVersion());
