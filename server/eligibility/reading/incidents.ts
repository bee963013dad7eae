import type { IncidentKind, IncidentLevel } from "../../../ingest/index.js";
import type { Incident } from "../facts.js";
import type { Clause } from "./clauses.js";
import { isUnsure, TAKES_BACK, withoutFalseDenials } from "./cues.js";
import { whenIn, type Span } from "./when.js";

/** An incident with the words that told it. */
export interface ToldIncident extends Incident {
  said: string;
}

/** What is told of incidents: those that were, and the kinds of which there were none. */
export interface ToldIncidents {
  incidents: ToldIncident[];
  /** Kinds that were said not to have been, with the words. */
  none: Map<IncidentKind, string>;
  /** Kinds of which it is said that nobody knows. */
  unsure: Set<IncidentKind>;
}

const KINDS: readonly [IncidentKind, RegExp][] = [
  ["safety", /安全|安监|应急(局|部门|管理)|(?<!环境|污染|环保)事故|爆燃|爆炸|闪爆|火灾|大火|起火|着(了)?(把|场)?(小|大)?火|烧(了|伤|死)|伤亡|死(了|过)?(\d|[一二两三四五六七八九十几])?(个)?人|坍塌|塌方|透水|中毒|冒顶|坠落|工亡|粉尘爆/],
  ["environment", /环保(?!税|设备|装备|材料)|(?<!营商|园区|生态|投资|发展|政策|市场)环境(?!配套|好|优)|污染|排污|偷排|直排|泄漏|泄露|渗漏|超标排放|污水|溃坝|生态破坏/],
  ["dishonesty", /失信|诚信|黑名单|骗(取|退|出口退)?税|骗补|信用(?!社|卡)|虚开|偷税|造假被/],
  ["social", /社会影响|社会面|热搜|舆情|群体性|上访|上(了)?新闻|闹(得|过|的|到)?(很|挺|特别|比较)?大|闹出|影响(较|比较|很|特别|恶劣|大)|闹过|(别的|其他|其它)(的)?(什么)?(大)?(事|事件|情况)|(没|没有)闹过?什么(别的|其他)|出圈|曝光/],
];
/** Words that tell of something that was, and not only of its kind. */
const HAPPENED = /事故|爆燃|爆炸|闪爆|火灾|大火|起火|着(了)?(把|场)?(小|大)?火|坍塌|塌方|透水|中毒|冒顶|偷排|直排|排污|泄漏|泄露|渗漏|溃坝|污染|失信(?!.{0,6}(没|无))|黑名单|骗(取|退|出口退)?税|骗补|虚开|死(了|过)?.{0,2}人|群体性|热搜|上访|环境事件|安全事件|出(过|了)(一?(起|回|次|件|档子))?(大|小)?事/;
const NEGATED = /没|无(?!人机|锡)|未|零(事故|发生|污染|失信)|不曾|从来?不|干干净净|干净|清清白白|平安无事|没事|全A|良好|一直很好|为零/;
/** Denials inside what is told of an incident that was. */
const NOT_OF_IT = /没人(受伤|伤亡|死亡|员)?|没伤(到|着)?人|没死人|没(上|造成|引起|有?移|摘|整改|处理|闹)|无人(员)?(伤亡|受伤)|未造成|没有(人|造成|引起)|没移出|没撤/;
const BELOW_MAJOR = /(不是|不算|没到|没有到|未到|够不上|达不到|没达到|没定成?|还不是|非)(特别)?(重大|严重|较大)/;
const DRILL = /演习|演练|应急预案|培训|隐患|排查|检查|督导|防范/;
/** A claim of a shorter time than is asked for says too little. */
const SHORT_TIME = /今年|去年|前年|(近|这|最近|过去)(一|两|半|1|2)年|(近|最近|这)?(几个|半年|三个)月|上半年|下半年|本月/;
const LEVEL_SET = /认定|定(的|为|成|性|级|了|是)|级别|等级|结论|属于|算(是|作)|判定|列(入|为)|通报|正式/;

/** Reads what a told situation says of incidents, clause by clause. @param asOf ISO day that 去年 counts from */
export function incidentsIn(clauses: readonly Clause[], asOf: string): ToldIncidents {
  const reader = new IncidentReader(asOf);
  clauses.forEach((clause, i) => {
    if (clause.sentence !== clauses[i - 1]?.sentence) reader.nextSentence();
    reader.read(clause);
  });
  return reader.told;
}

class IncidentReader {
  readonly told: ToldIncidents = { incidents: [], none: new Map(), unsure: new Set() };
  /** The incident spoken of, to which what follows may add. */
  private current: ToldIncident | null = null;
  private span: Span | null = null;
  /** Kinds named in this sentence of which nothing is said yet. */
  private pending: IncidentKind[] = [];
  private pendingText = "";
  /** True after what was told was taken back: what follows replaces it. */
  private tookBack = false;

  constructor(private readonly asOf: string) {}

  nextSentence(): void {
    this.span = null;
    this.pending = [];
    this.pendingText = "";
  }

  read(clause: Clause): void {
    const { text } = clause;
    if (TAKES_BACK.test(text) && !this.tookBack) this.takeBack();
    const when = whenIn(text, this.asOf);
    this.span = when ?? this.span;
    if (DRILL.test(text) || this.isAside(text)) return;
    const kinds = kindsIn(text);
    if (this.isUnsure(clause, kinds)) return this.doubt(kinds);
    if (this.isDenial(text, kinds)) return this.deny(text, kinds);
    if (kinds.length > 0 && HAPPENED.test(text) && !NEGATED.test(withoutAsides(text))) return this.tell(clause, kinds, when);
    this.addTo(text, when);
    this.wait(text, kinds);
  }

  /** 不对，那是六年前的事: what was told of the incident last spoken of is told anew. */
  private takeBack(): void {
    this.current = this.told.incidents.pop() ?? null;
    this.tookBack = this.current !== null;
    this.span = null;
  }

  /** 没造成什么社会影响: said of the incident, and not of all that was. */
  private isAside(text: string): boolean {
    return this.current !== null && NOT_OF_IT.test(text) && !NEGATED.test(withoutAsides(text));
  }

  private isUnsure({ text, asks }: Clause, kinds: readonly IncidentKind[]): boolean {
    return (kinds.length > 0 || this.pending.length > 0) && (asks || isUnsure(text)) && !/几月|哪(个)?月|哪天/.test(text);
  }

  private doubt(kinds: readonly IncidentKind[]): void {
    for (const kind of [...kinds, ...this.pending]) this.told.unsure.add(kind);
    this.pending = [];
  }

  private isDenial(text: string, kinds: readonly IncidentKind[]): boolean {
    const bare = withoutAsides(text);
    return NEGATED.test(bare) && (kinds.length > 0 || (this.pending.length > 0 && /没|无|未|干净|零/.test(bare)));
  }

  private deny(text: string, kinds: readonly IncidentKind[]): void {
    const said = [this.pendingText, text].filter((part) => part !== "").join("，");
    const enough = !SHORT_TIME.test(said) && !onlyWorst(said);
    for (const kind of [...this.pending, ...kinds]) {
      if (enough) this.told.none.set(kind, said);
      else this.told.unsure.add(kind);
    }
    this.pending = [];
    this.pendingText = "";
  }

  /** A new incident; or, where the one spoken of is of that kind and this clause names no time of its own, more of it. */
  private tell({ text }: Clause, kinds: readonly IncidentKind[], when: Span | null): void {
    const kind = kinds[0]!;
    const more = this.current !== null && (this.tookBack || (when === null && LEVEL_SET.test(text) && (this.current.kind === kind || kinds.includes(this.current.kind))) || (when === null && this.current.from === null && this.current.kind === kind));
    if (more) return this.addTo(text, when);
    const incident: ToldIncident = { kind, level: levelIn(text, kind), from: this.span?.from ?? null, to: this.span?.to ?? null, said: text };
    this.told.incidents.push(incident);
    this.current = incident;
  }

  private addTo(text: string, when: Span | null): void {
    const { current } = this;
    if (!current) return;
    const level = levelIn(text, current.kind);
    const levelTold = level !== "unknown" && (this.tookBack || tellsLevel(text));
    if (levelTold) current.level = level;
    if (when && (this.tookBack || (current.from === null && current.to === null))) [current.from, current.to] = [when.from, when.to];
    if (levelTold || when) this.keep(current, text);
  }

  /** What was taken back counts again once it is told anew. */
  private keep(current: ToldIncident, text: string): void {
    if (this.tookBack) this.told.incidents.push(current);
    this.tookBack = false;
    current.said = `${current.said}，${text}`;
  }

  private wait(text: string, kinds: readonly IncidentKind[]): void {
    if (kinds.length === 0) return;
    this.pending.push(...kinds);
    this.pendingText = [this.pendingText, text].filter((part) => part !== "").join("，");
  }
}

function tellsLevel(text: string): boolean {
  return LEVEL_SET.test(text) || HAPPENED.test(text) || BELOW_MAJOR.test(text);
}

function kindsIn(text: string): IncidentKind[] {
  return KINDS.filter(([, words]) => words.test(text)).map(([kind]) => kind);
}

function withoutAsides(text: string): string {
  return withoutFalseDenials(text.replace(NOT_OF_IT, " ").replace(BELOW_MAJOR, " "));
}

/** 没有特别重大的: of 重大 nothing is said. */
function onlyWorst(text: string): boolean {
  return text.includes("特别重大") && !/重大/.test(text.replaceAll("特别重大", "")) && !/以上|及/.test(text);
}

function levelIn(text: string, kind: IncidentKind): IncidentLevel {
  const bare = text.replace(/影响(较|比较|很|特别)?大|重大(项目|工程|专项|活动)/g, "");
  if (BELOW_MAJOR.test(bare)) return "general";
  if (/特别重大|特大/.test(bare)) return "especially_major";
  if (/重大/.test(bare)) return "major";
  if (kind === "dishonesty" && /严重|名单|被执行人|失信主体/.test(bare)) return "major";
  if (kind === "social" && /影响(较|比较|很|特别)?大|恶劣/.test(text)) return "larger";
  if (/较大/.test(bare)) return "larger";
  return /一般|轻微|小火|小事故|轻伤/.test(bare) ? "general" : "unknown";
}
