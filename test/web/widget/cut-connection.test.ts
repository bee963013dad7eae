import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { askWidget, launcherOf, setStage, type WidgetStage } from "../../support/widget-stage.js";

const QUESTION = "管理办法第七条至第九条";
let stage: WidgetStage;
setStage((set) => (stage = set));

/** Keeps what an answer's text grows to while it streams, in `window.streamed`. */
function watchStream(page: Page): Promise<void> {
  return page.evaluate(() => {
    const log = document.querySelector("policy-assistant")!.shadowRoot!.querySelector(".chat__log")!;
    const keep = (): void => {
      const text = log.querySelector('.message--answer[aria-busy="true"] .answer__text')?.textContent;
      if (text) Object.assign(window, { streamed: text });
    };
    new MutationObserver(keep).observe(log, { childList: true, subtree: true, characterData: true });
  });
}

/** One turn in a new conversation: the transcript, and the text as it had streamed. */
async function turn(page: Page): Promise<{ shown: string[]; streamed: string }> {
  await page.getByRole("button", { name: "新对话" }).click();
  await askWidget(page, QUESTION);
  return { shown: await page.locator(".message:not(.message--greeting)").allInnerTexts(), streamed: await page.evaluate<string>("streamed") };
}

it("a connection cut after any event of a turn is mended, and nothing is doubled or lost", async () => {
  const page = await stage.window();
  await page.goto(stage.site.page("/", { policy: stage.policy, body: stage.tag() }));
  await launcherOf(page).click();
  await watchStream(page);
  const uncut = await turn(page);
  const events = stage.proxy.lastSeq;
  expect(events).toBeGreaterThan(6);
  expect(uncut.shown).toHaveLength(2);
  for (let seq = 1; seq <= events; seq++) {
    stage.proxy.cutAfter = seq;
    expect({ seq, ...(await turn(page)) }).toEqual({ seq, ...uncut });
    expect(stage.proxy.cuts).toBe(seq);
  }
});
