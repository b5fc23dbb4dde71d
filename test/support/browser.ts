/** A real Chromium from npm alone: no apt, no download, also as root. */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

export interface TestBrowser {
  browser: Browser;
  close(): Promise<void>;
}

/**
 * Not the package's own list: that is for one page in a lambda (`--single-process` dies with its first page) and
 * switches off the web security that these tests rely on.
 */
const chromiumArguments = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'];

/** Unpacks and starts it. The package reuses whatever lies in TMPDIR, stale or half unpacked, so it gets a folder of its own. */
export async function launchBrowser(): Promise<TestBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'flywheel-browser-'));
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    const executablePath = await packed.executablePath();
    const env = { ...process.env, FONTCONFIG_FILE: nameFonts(folder) };
    const browser = await chromium.launch({ executablePath, args: chromiumArguments, env, headless: true });
    return {
      browser,
      close: async () => {
        await browser.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

/** Beside the machine's fonts one for Chinese, Japanese and Korean names: whatever the machine, pictures of the page look alike. */
function nameFonts(folder: string): string {
  const font = createRequire(import.meta.url).resolve(
    '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  );
  symlinkSync(font, join(folder, 'cjk.ttf'));
  const file = join(folder, 'fonts.conf');
  const dirs = [folder, '/usr/share/fonts', '/usr/local/share/fonts'].map((dir) => `<dir>${dir}</dir>`);
  writeFileSync(
    file,
    `<?xml version="1.0"?><fontconfig>${dirs.join('')}<cachedir>${folder}</cachedir></fontconfig>`,
  );
  return file;
}

/** Keeps a picture of the page in the folder that SCREENSHOTS names; without it nothing is kept. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Collects what the page complains of: console errors, exceptions, failed requests. */
export function collectFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // What was under way when the page went away.
    if (reason !== 'net::ERR_ABORTED') faults.push(`${request.url()} ${reason}`);
  });
  return faults;
}
