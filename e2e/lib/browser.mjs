// Debian's Chromium by playwright-core. No browser is ever downloaded.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The application under test, without a slash at the end. */
export const BASE = (process.env.WISHMI_E2E_URL ?? '').replace(/\/$/, '');

/** Starts the browser; it never looks for anything outside this machine by itself. */
export async function launch() {
  if (!BASE) {
    throw new Error('WISHMI_E2E_URL is not set: run the stories with `make e2e`, which opens a demo city for them');
  }
  const executablePath = process.env.WISHMI_CHROMIUM ?? CANDIDATES.find(existsSync);
  if (!executablePath) {
    throw new Error('no Chromium found: install the package chromium or set WISHMI_CHROMIUM');
  }
  return chromium.launch({
    executablePath,
    headless: true,
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-proxy-server',
    ],
  });
}
