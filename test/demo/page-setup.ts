/** A page in a real browser for each test of a file: the hooks, and the words in which the tests speak to it. */
import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { collectFaults, launchBrowser, type TestBrowser, takePicture } from '../support/browser.ts';
import { PATIENCE_MS } from '../support/wait-for.ts';
import { buildPage, startPageServer } from './page-server.ts';

export interface PageUnderTest {
  page: Page;
  server: Awaited<ReturnType<typeof startPageServer>>;
  /** Types into the composer of the conversation and sends it. */
  say(text: string): Promise<void>;
  message(text: string): ReturnType<Page['locator']>;
  /** For a person to look at; only where SCREENSHOTS names a folder. */
  screenshot(name: string): Promise<void>;
}

/** Call it once at the top of a test file. Every test also fails if the page complained of anything. */
export function openPages(): PageUnderTest {
  const current = {} as PageUnderTest;
  let chromium: TestBrowser;
  let pageDir: string;
  beforeAll(async () => {
    [pageDir, chromium] = await Promise.all([buildPage(), launchBrowser()]);
  });
  afterAll(async () => {
    await chromium?.close();
    if (pageDir) rmSync(pageDir, { recursive: true, force: true });
  });
  beforeEach(async () => {
    const server = await startPageServer(pageDir);
    const page = await chromium.browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(PATIENCE_MS);
    const faults = collectFaults(page);
    Object.assign(current, { server, page }, wordsFor(page));
    await page.goto(server.url);
    return async () => {
      await page.close();
      await server.close();
      expect(faults).toEqual([]);
    };
  });
  return current;
}

function wordsFor(page: Page): Omit<PageUnderTest, 'page' | 'server'> {
  return {
    say: async (text) => {
      const composer = page.getByRole('combobox', { name: 'Message' });
      await composer.fill(text);
      await composer.press('Enter');
    },
    message: (text) => page.getByRole('article').filter({ hasText: text }),
    screenshot: (name) => takePicture(page, name),
  };
}
