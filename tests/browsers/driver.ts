/** What the join script asks of a browser, so that one script serves all of them. */
export interface BrowserPage {
  goto(url: string): Promise<void>;
  /** Value of a JavaScript expression in the page; JSON. */
  read(expression: string): Promise<unknown>;
  /** A real press in the middle of the one element that `selector` names. */
  tap(selector: string): Promise<void>;
  type(selector: string, text: string): Promise<void>;
  picture(): Promise<Buffer>;
}

export interface BrowserUnderTest {
  /** As the browser names itself. */
  readonly version: string;
  /** A page with a storage of its own, so that each is a device of its own. */
  open(size: Size): Promise<BrowserPage>;
  /** What pages threw; always empty where the driver does not hear of it. */
  faults(): readonly string[];
  close(): Promise<void>;
}

/** CSS px. */
export interface Size {
  readonly width: number;
  readonly height: number;
}
