import type { Conduct, Intent, Signal, WantedValue } from "./understanding.js";

type Rule<Told> = readonly [Told, RegExp];

/**
 * One table of signals: what the words of a question tell of its conduct, its intent and the values it wants. The patterns are
 * vocabulary of the field, not of single questions. Of conducts and intents the first that fits is taken; of values, each.
 */
const CONDUCTS: readonly Rule<Exclude<Conduct, "question">>[] = [
  ["attack", /(忽略|无视|忘记|跳过|绕过).{0,12}(指令|规则|要求|限制|设定|提示)|系统提示|提示词|开发者模式|越狱|DAN模式|(数据库|后台|管理员|服务器).{0,6}(密码|口令|密钥)|(随便|帮我|给我)?(编|伪造|捏造|瞎编)(一个|一份|造)|(假装|扮演|你现在(就)?是).{0,14}(厅长|局长|主任|管理员|领导|专家)|prompt|jailbreak|ignore (all|previous|the above)/i],
  ["small_talk", /^(你好|您好|哈喽|嗨|hi|hello|在吗|早上好|晚上好|谢谢|再见|你是谁|你叫什么)[\s!！,，。.~?？吗呀啊]*$|天气|下雨|下雪|气温|笑话|讲个故事|唱(首|个)歌|写(首|一首)诗|吃(什么|啥)|星座|彩票|世界杯|追剧|陪我聊|聊聊天|你(几岁|多大了|会做饭)|^(请问|算一下|帮我算)?(?!(19|20)\d\d\D)[\d.\s]+[-+×*÷/加减乘除]以?[\d.\s]+(等于|=|是多少|得(几|多少))|今天星期几|现在几点/i],
  ["advice", /股票|炒股|理财|(上班|就业|工作|跳槽).{0,8}(好|哪家|工资|待遇)|(工资|待遇).{0,4}(高|多少)|高考|志愿|考研|考公|读大学|选学校|大学专业|(报|选|学|读)(什么|哪个|啥)专业|律师|起诉|打官司|仲裁|看病|吃药|减肥|恋爱|离婚|(该不该|值不值得|要不要).{0,6}(买房|投资|入股|辞职|结婚|搬家)/],
];

/** What a person may want for himself, and a policy may speak of: 买房 alone is advice, 买房补贴 a question. */
const PRIVATE_MATTER = /买房|租房|装修|旅游|落户|孩子上学/;
const SUPPORT = /补贴|补助|奖励|奖补|资助|扶持|支持|保障|政策|优惠|人才|集群/;

/** After it, 已认定 speaks of a rule for clusters (复核, 摘牌), not of which they are. */
const RULE_WORD = /复核|撤|摘|取消|复审|怎么|如何|条件|程序|流程|推荐|报送|动态|退出|以后|之后|还要|还需|需要|要不要|支持|奖补/;
const RESULT = "(认定|评上|评出|评选|公布|公示|批准|入选|入围|获批|获评|通过|建成|落地|批下来|批了)";

const INTENTS: readonly Rule<Exclude<Intent, "other">>[] = [
  ["writing", /(帮|替|给|为)(我|我们|咱|俺)们?[^,，。]{0,4}(写|起草|拟|撰写|代写|草拟|做|生成|编写|润色|翻译|改)[^,，。]{0,14}(书|报告|方案|材料|通知|稿|总结|文章|邮件|函|请示|汇报|论文|发言|ppt|作文|代码|模板)|^(?!.*[：:].*(几|哪|多少|何时|吗))(请|麻烦)?(写|起草|撰写|代写|生成|草拟|翻译)(一|个|份|篇|段|封)/i],
  ["lookup", /原文|全文|逐字|第.{1,6}(条|款|项)(的)?(内容|规定|怎么(写|说|规定)|(写|讲|说)(的)?(什么|啥))/],
  ["comparison", /对比|比较|区别|差别|差异|不同|不一样|一样[吗么不]|相比|异同|各自|分别(是|有|怎么|要|突破|放)|谁更|哪个更|差在哪|差哪|(哪(家|边|个)|谁).{0,14}(更?多|更?少|更?高|更?大|更?早)$/],
  ["definition", /什么是|啥是|是什么意思|什么意思|啥意思|是指|指的是|指什么|指啥|定义|何为|什么叫|叫什么|是个啥|是什么$|含义|怎么界定|怎么理解/],
  ["eligibility", /够不够|够得上|够格|够条件|资格|(能不能|可不可以|可以|能|能够|允许|准)(自己|单独|直接|独立|一起|联合|去|来|跟着)*(去|来)?(报|申报|申请|参加|参评|参与申报)(吗|么|不|$|.{0,8}[吗么不]$)|能不能(报|申报|申请|参加)|可以(申报|申请|参加|报)|谁(能|可以|有资格)(来|去)?(报|申报|申请|参加)|符合(条件|要求)|满足(条件|要求)|门槛|基本条件|申报条件|认定条件|申报(要|需要|得有)(什么|哪些|啥)条件|有(什么|哪些|啥)(硬性)?(条件|要求)|(条件|要求)(是什么|有哪些)/],
  ["procedure", /程序|流程|步骤|怎么(报|申报|申请|评|认定|推荐|办)|如何(报|申报|申请|评|认定|推荐|办理)|交(给|到|去)?哪|递到哪|向谁|公示|初审|复审|答辩|评审|复核|几步|手续/],
  ["funding", /资金|补贴|补助|奖补|奖励|经费|基金|贷款|贴息|融资|拨款|财政|给钱|掏钱|首贷|担保/],
  ["direction", /方向|领域|哪个集群|归哪|属于哪|算哪|在不在.*(范围|名单)|有没有.*(产业|集群)|主攻/],
  ["duty", /责任|义务|职责|负责|谁来|由谁|谁管|归谁|分工/],
  ["number", /多少|几个|几家|几项|几成|几年|几天|多久|多大|规模|目标|比例|占比|百分之/],
  ["list", /哪些|哪几|哪(两|三|四|五|六|七)个|名单|列(一下|出|举)|有什么|包括|都有谁|清单/],
];

const WANTS: readonly Rule<WantedValue>[] = [
  ["money", /(多少|几|几多)(个)?(亿|万|千|百|块|元|钱)|(奖励?|补贴|补助|奖补|拨款).{0,6}多少|多少.{0,4}(奖励|补贴|补助|奖补|资金|经费)|(资金|经费|预算).{0,6}多少(?!比例|家|个)|多少钱|金额|额度|一次性(奖|补)|标准是多少|上限|总投资|总规模/],
  ["percent", /百分之(几|多少)|几成|占比|比例|比重|百分点|几个点/],
  ["date", /哪天|几月|几号(?![人楼线])|哪年|什么时候|何时|啥时候|截止|期限|时限|日期|最晚|哪一年/],
  ["duration", /多久|几年|几天|多长时间|隔多/],
  ["count", /(几|多少)(个|家|项|条|批|类|大|章|所|种|位|名|座|款|步)(?!人工|月|工作日|亿|万|百分|点)/],
  ["who", /谁|(哪个|哪些|什么|哪家|哪一?级)(部门|单位|厅|机构|局|委|组织)|由哪|归口|牵头(单位|部门)/],
  ["where", /(交|递|送|报|提交|去|到|在|找)(到|给|往)?(哪|什么地方)|哪里|哪儿/],
  ["contact", /(?<![打接拨](?:个|一个|通)?)电话|联系人|联系方式|邮箱|邮编|传真|地址在|网址|哪个处室|处室|找哪个人|微信/],
];

const ASKS = /哪|谁|什么|啥|多久|几|多少|怎么|怎样|如何|何时|是否|[吗么呢]/;

/** 首批…名单, 到现在一共认定了多少: results of applications and reviews, which stand in no rule. */
const OUTCOMES: readonly RegExp[] = [
  /(后来|最终|最后|现在|目前).{0,6}(批|通过|落地|建成|评上|入选|公布|获批)|(实际|真实)(完成|达到|建成|执行|做到|做成|干成|的?数(据|字)?|情况)|完成情况|(认定|评)下来的/,
  new RegExp(`(首批|第[一二三四五六七八九]批|历年|历届|往年|去年|今年|上一?批|最新一?批|最新).{0,16}(名单|结果|${RESULT}(了|的|过)?)`),
  new RegExp(`(已经?|到现在|到目前|至今|迄今|截至|目前|现在|一共|总共|累计).{0,8}${RESULT}(了|过|出|的)?`),
  new RegExp(`${RESULT}(的|了)?(结果|名单)(公布|出来|出了|下来|在哪|有哪些|是哪些|里有)|(有|都有)?(哪些|哪几个|哪几家|谁|多少个?|几个|几家).{0,8}(评上|获评|获批|入选|中选|批下来)了?`),
];

/** 十几个亿, 几百万, 这几年: said of one's own, they ask for nothing. */
const ABOUT_SO_MANY = /[一二三四五六七八九]?十几|几(?=[十百千])|(?<=这|近|头|(?<!提)前|过去|未来|今后|往后|最近|好|没)几(?=[年天个家次月项条位])/g;

/** A question cut where a clause ends. */
export function clausesOf(question: string): string[] {
  return question.split(/[，,。；;？?！!]/);
}

/** The signals of a question, conduct first, then intents by rank, then values: each with the words that told it. */
export function signalsOf(question: string): Signal[] {
  const conducts = matches(CONDUCTS, question);
  const isPrivate = PRIVATE_MATTER.exec(question);
  if (isPrivate && !SUPPORT.test(question)) conducts.push({ tells: "advice", said: isPrivate[0] });
  const outcome = outcomeIn(question);
  const asked = question.replace(ABOUT_SO_MANY, "些");
  return [...conducts, ...(outcome ? [outcome] : []), ...matches(INTENTS, asked), ...matches(WANTS, asked)];
}

function matches(rules: readonly Rule<Signal["tells"]>[], question: string): Signal[] {
  return rules.flatMap(([tells, pattern]) => {
    const said = pattern.exec(question)?.[0];
    return said === undefined ? [] : [{ tells, said }];
  });
}

function outcomeIn(question: string): Signal | null {
  if (RULE_WORD.test(question)) return null;
  for (const pattern of OUTCOMES) {
    const said = pattern.exec(question)?.[0];
    if (said !== undefined && !isAside(pattern, question)) return { tells: "outcome", said };
  }
  return null;
}

/** 集群去年评上了，后面归谁管: told in one clause, where another one asks. */
function isAside(pattern: RegExp, question: string): boolean {
  const clauses = clausesOf(question);
  const telling = clauses.filter((clause) => pattern.test(clause));
  return telling.length > 0 && !telling.some((clause) => ASKS.test(clause)) && clauses.some((clause) => ASKS.test(clause));
}

const INTENT_NAMES: ReadonlySet<string> = new Set<Intent>(INTENTS.map(([intent]) => intent));
const VALUE_NAMES: ReadonlySet<string> = new Set<WantedValue>([...WANTS.map(([value]) => value), "outcome"]);
const CONDUCT_NAMES: ReadonlySet<string> = new Set<Conduct>(CONDUCTS.map(([conduct]) => conduct));

/** The first intent whose wording the question has. */
export function intentOf(signals: readonly Signal[]): Intent {
  return (signals.find(({ tells }) => tells === "outcome" || INTENT_NAMES.has(tells))?.tells ?? "other") as Intent;
}

/** The kinds of value the question asks to be told. */
export function wantsOf(signals: readonly Signal[]): WantedValue[] {
  return signals.map(({ tells }) => tells).filter((tells): tells is WantedValue => VALUE_NAMES.has(tells));
}

/**
 * Whether this is a question for the documents at all.
 * @param namesText true where it names a document or a provision: then it is, whatever else it chats about
 */
export function conductOf(signals: readonly Signal[], namesText: boolean): Conduct {
  const told = signals.find(({ tells }) => CONDUCT_NAMES.has(tells))?.tells as Conduct | undefined;
  return told === undefined || (namesText && told !== "attack") ? "question" : told;
}
