import { AppError } from "../../errors.js";
import type { AgentTool } from "../../llm/answer-writer.js";
import { documentOf, provisionOf } from "../../lookup/documents.js";
import { POLICY_TOOLS, type ToolResult } from "../../tools/policy-tools.js";
import { wholeSpan } from "../citations.js";
import type { Engine } from "../engine.js";
import { withoutUnseen } from "./clean.js";
import type { Offered } from "./offered.js";

const MOST_CHARACTERS = 6000;

/** The tools for one turn: what they find joins the turn's evidence and can be cited by its short id. */
export function agentTools(engine: Engine, offered: Offered, asOf: string): AgentTool[] {
  return POLICY_TOOLS.map((tool) => ({
    name: tool.name,
    description: tool.description,
    schema: tool.schema,
    run: async (input) => {
      try {
        return shown(await tool.run(engine, input, asOf), engine, offered);
      } catch (error) {
        if (error instanceof AppError) return error.message;
        throw error;
      }
    },
  }));
}

function shown({ provisions, ...rest }: ToolResult, { snapshot }: Engine, offered: Offered): string {
  const lines = provisions.flatMap(({ provisionId, documentTitle, label, status, region, text }) => {
    const [documentId = "", eId = ""] = provisionId.split("#");
    const document = documentOf(snapshot.documents, documentId);
    const id = offered.offer(wholeSpan(document, provisionOf(document, eId)));
    return id === null ? [] : [`[${id}]《${documentTitle}》${label}（${status}，${region ?? "没有地区"}）：${text}`];
  });
  const more = Object.keys(rest).length > 0 ? [JSON.stringify(rest)] : [];
  return withoutUnseen([...lines, ...more].join("\n")).slice(0, MOST_CHARACTERS) || "没有找到。";
}
