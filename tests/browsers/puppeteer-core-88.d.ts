/** The Puppeteer of Chromium 88 ships no types; this is what is used of it. */
declare module 'puppeteer-core-88' {
  import type { Page } from 'puppeteer-core';
  interface OldBrowser {
    version(): Promise<string>;
    createIncognitoBrowserContext(): Promise<{ newPage(): Promise<Page> }>;
    close(): Promise<void>;
  }
  const puppeteer: {
    launch(options: {
      readonly executablePath: string;
      readonly args: readonly string[];
      readonly headless: true;
    }): Promise<OldBrowser>;
  };
  export default puppeteer;
}
