import type { Passage, PolicyDocument, Provision } from "../../ingest/index.js";

/** How many questions a provision should have: articles, items and clusters are what people ask about most. */
const MANY = 15;
const FEW = 8;
/** 大数据电子信息集群, 青岛智能家电产业集群（国家级）: the name of a cluster, not 加快培育……集群. */
const CLUSTER_NAME = /^(?!加快|着力|大力|培育|促进|推进)[^，。；]+集群(（.+）)?$/;

/** The least number of questions that a passage should have. */
export function floorOf({ document, provision }: Pick<Passage, "document" | "provision">): number {
  return isArticle(document, provision) || provision.kind === "item" || isCluster(document, provision) ? MANY : FEW;
}

/** An article, or a paragraph (款) of one. */
function isArticle(document: PolicyDocument, provision: Provision): boolean {
  return provision.kind === "article" || (provision.kind === "para" && parentOf(document, provision)?.kind === "article");
}

/** A cluster's own passage, or the first paragraph below its heading. */
function isCluster(document: PolicyDocument, provision: Provision): boolean {
  if (provision.heading !== null) return provision.kind !== "dash" && CLUSTER_NAME.test(provision.heading);
  const parent = parentOf(document, provision);
  return provision.kind === "para" && CLUSTER_NAME.test(parent?.heading ?? "");
}

function parentOf({ provisions }: PolicyDocument, { parent }: Provision): Provision | null {
  return parent === null ? null : provisions[parent]!;
}
