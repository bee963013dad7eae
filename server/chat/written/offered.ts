import type { CitedSpan } from "../citations.js";

/** Words that speak to a model instead of ruling anything. No policy has them; a document that was tampered with may. */
const SPEAKS_TO_A_MODEL =
  /(忽略|无视|忘记|不要理会|绕过).{0,12}(指令|指示|要求|规则|提示|说明|设定|限制|内容)|(系统|开发者)(提示|指令|消息)|提示词|(你|您)(现在)?(是|扮演|必须|应该|要|将|需要)(一个|一名|回答|输出|回复|告诉|说|扮演)|请?(直接)?(回答|输出|回复|复述)[：:“"「]|大?语言模型|人工智能助手|ignore (all|previous|the above)|system prompt|as an ai|<\|?[a-z_]+\|?>/i;

/** The provisions that a model was shown in this turn, each by the short number that it cites it by. */
export class Offered {
  private readonly spans: CitedSpan[] = [];

  /** The number of a provision, given at its first offer; null for one that is not shown to a model. */
  offer(span: CitedSpan): number | null {
    const at = this.spans.findIndex(({ document, provision }) => document === span.document && provision === span.provision);
    if (at >= 0) return at + 1;
    if (SPEAKS_TO_A_MODEL.test(span.document.text.slice(span.start, span.end).normalize("NFKC").replace(/\p{Cf}/gu, ""))) return null;
    return this.spans.push(span);
  }

  get(id: number): CitedSpan | undefined {
    return this.spans[id - 1];
  }
}
