import { expect, it } from "vitest";
import { LruCache } from "../../../ingest/embed/lru-cache.js";

it("LruCache drops the entry that was unused for longest", () => {
  const cache = new LruCache<number>(2);
  cache.set("a", 1);
  cache.set("b", 2);
  expect(cache.get("a")).toBe(1);
  cache.set("c", 3);
  expect([cache.get("a"), cache.get("b"), cache.get("c")]).toEqual([1, undefined, 3]);
});

it("LruCache counts an entry that is set again once", () => {
  const cache = new LruCache<number>(2);
  cache.set("a", 1);
  cache.set("b", 2);
  cache.set("b", 4);
  expect([cache.get("a"), cache.get("b")]).toEqual([1, 4]);
});
