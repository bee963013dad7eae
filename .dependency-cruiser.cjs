/** Who may import whom (docs/architecture.md). */
const only = (name, path, from) => ({
  name,
  severity: "error",
  comment: `${path} is imported in one place`,
  from: { path: "^(ingest|server|web)/", pathNot: from },
  to: { path: `node_modules/${path}` },
});

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "ingest-is-alone", severity: "error", from: { path: "^ingest/" }, to: { path: "^(server|web|bench|test)/" } },
    {
      name: "server-reads-ingest-by-its-index",
      severity: "error",
      from: { path: "^server/" },
      to: { path: "^ingest/", pathNot: "^ingest/(index|staff)\\.ts$" },
    },
    {
      name: "corpus-files-are-for-staff",
      severity: "error",
      comment: "a server that only answers does not load what reads and writes the corpus",
      from: { path: "^server/", pathNot: "^server/(staff|cli)/" },
      to: { path: "^ingest/staff\\.ts$" },
    },
    { name: "server-knows-no-web", severity: "error", from: { path: "^server/" }, to: { path: "^(web|bench|test)/" } },
    {
      name: "web-reads-schemas-only",
      severity: "error",
      from: { path: "^web/" },
      to: { path: "^(ingest|server|bench|test)/", pathNot: "^server/schemas/" },
    },
    {
      name: "schemas-run-in-a-browser",
      severity: "error",
      from: { path: "^server/schemas/" },
      to: { pathNot: ["^server/schemas/", "node_modules/zod"] },
    },
    {
      name: "rooms-below-know-no-routes",
      severity: "error",
      from: { path: "^server/(chat|retrieval|understanding|store|schemas|llm)/" },
      to: { path: "^server/(routes|cli|staff)/" },
    },
    { name: "staff-knows-no-wire", severity: "error", from: { path: "^server/staff/" }, to: { path: "^server/(routes|cli|plugins)/" } },
    {
      name: "llm-stands-alone",
      severity: "error",
      from: { path: "^server/llm/" },
      to: { path: "^server/(chat|retrieval|understanding|store|routes|staff)/" },
    },
    {
      name: "understanding-stands-alone",
      severity: "error",
      comment: "no text of an answer, no retrieval in there",
      from: { path: "^server/understanding/" },
      to: { path: "^server/(chat|retrieval|store|routes)/" },
    },
    {
      name: "retrieval-knows-no-chat",
      severity: "error",
      from: { path: "^server/retrieval/" },
      to: { path: "^server/(chat|store|routes)/" },
    },
    {
      name: "learning-is-not-answering",
      severity: "error",
      comment: "a server that only answers does not load what trains",
      from: { path: "^server/", pathNot: "^server/(learning|cli)/" },
      to: { path: "^server/learning/" },
    },
    { name: "store-stands-alone", severity: "error", from: { path: "^server/store/" }, to: { path: "^server/(chat|retrieval|understanding|routes)/" } },
    {
      name: "auth-stands-beside-answering",
      severity: "error",
      from: { path: "^server/auth/" },
      to: { path: "^(ingest/|server/(chat|retrieval|understanding|routes|plugins|cli|staff|llm)/)" },
    },
    only("jieba-once", "nodejieba", "^ingest/segment/jieba\\.ts$"),
    only("hnswlib-once", "hnswlib-node", "^ingest/search-index/hnsw-index\\.ts$"),
    only("sqlite-once", "better-sqlite3", "^server/store/(store|database-file)\\.ts$"),
    only("pinyin-once", "pinyin-pro", "^server/understanding/pinyin\\.ts$"),
    only("langchain-once", "(@?langchain)", "^server/llm/"),
    { name: "no-orphans", severity: "error", from: { orphan: true, path: "^(ingest|server|web)/", pathNot: "\\.d\\.ts$" }, to: {} },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    exclude: { path: "^dist/" },
  },
};
