import type { Snapshot } from "../../ingest/index.js";
import type { FileNote, FilePreview } from "../../ingest/staff.js";
import { withoutBrackets } from "./suggest-meta.js";

/** What the collection has that a file seems to be: the same file, a document of the same title or number. */
export function knownAlready({ said, summary }: FilePreview, { documents, report }: Pick<Snapshot, "documents" | "report">): FileNote[] {
  const same = report.documents.find(({ sha256 }) => sha256 !== undefined && sha256 === summary.sha256);
  if (same) return [{ kind: "odd", text: `这份文件已经收录过：《${same.title}》（${same.id}），内容一个字节也不差` }];
  return [...documents.values()].flatMap(({ meta }): FileNote[] => {
    const known = `已收录的《${meta.title}》（${meta.id}）`;
    if (meta.docNumber !== null && meta.docNumber === said.docNumber) return [{ kind: "odd", text: `${known}文号相同，请核对是不是同一份` }];
    if (said.title !== null && solid(meta.title) === solid(said.title)) return [{ kind: "odd", text: `${known}标题相同；如果这是新的版本，请在“与已收录文件的关系”里选“取代”` }];
    return [];
  });
}

/** Without spaces and what stands in brackets. */
function solid(title: string): string {
  return withoutBrackets(title).replace(/\s/g, "");
}
