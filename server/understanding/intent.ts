import type { Conduct, Intent, WantedValue } from "./understanding.js";

/** Intents by what the question says; the first that fits is taken. Patterns are of the field, not of single questions. */
const INTENTS: readonly (readonly [Intent, RegExp])[] = [
  ["comparison", /对比|比较|区别|差别|差异|不同|不一样|一样[吗么不]|相比|异同|各自|分别(是|有|怎么|要|突破|放)|谁更|哪个更|差在哪|差哪/],
  ["definition", /什么是|啥是|是什么意思|什么意思|啥意思|是指|指的是|指什么|指啥|定义|何为|什么叫|叫什么|是个啥|是什么$|含义|怎么界定|怎么理解/],
  ["eligibility", /够不够|够得上|够格|够条件|资格|能不能(报|申报|申请|参加)|可以(申报|申请|参加|报)|符合(条件|要求)|满足(条件|要求)|门槛|基本条件|申报条件|认定条件/],
  ["procedure", /程序|流程|步骤|怎么(报|申报|申请|评|认定|推荐|办)|如何(报|申报|申请|评|认定|推荐|办理)|交(给|到|去)?哪|递到哪|向谁|公示|初审|复审|答辩|评审|复核|几步|手续/],
  ["funding", /资金|补贴|补助|奖补|奖励|经费|基金|贷款|贴息|融资|拨款|财政|给钱|掏钱|首贷|担保/],
  ["direction", /方向|领域|哪个集群|归哪|属于哪|算哪|在不在.*(范围|名单)|有没有.*(产业|集群)|主攻/],
  ["duty", /责任|义务|职责|负责|谁来|由谁|谁管|归谁|分工/],
  ["number", /多少|几个|几家|几项|几成|几年|几天|多久|多大|规模|目标|比例|占比|百分之/],
  ["list", /哪些|哪几|哪(两|三|四|五|六|七)个|名单|列(一下|出|举)|有什么|包括|都有谁|清单/],
];

const WANTS: readonly (readonly [WantedValue, RegExp])[] = [
  ["money", /(多少|几|几多)(个)?(亿|万|千|百|块|元|钱)|(奖励?|补贴|补助|奖补|拨款).{0,6}多少|多少.{0,4}(奖励|补贴|补助|奖补)|多少钱|金额|额度|一次性(奖|补)|标准是多少|上限|总投资|总规模/],
  ["percent", /百分之(几|多少)|几成|占比|比例|比重|百分点|几个点/],
  ["date", /哪天|几月|几号(?![人楼线])|哪年|什么时候|何时|啥时候|截止|期限|时限|日期|最晚|哪一年/],
  ["duration", /多久|几年|几天|多长时间|隔多/],
  ["outcome", /(后来|最终|最后|现在|目前).{0,6}(批|通过|落地|建成|评上|入选|公布|获批)|实际(完成|达到|建成|执行)|完成情况|(已经?|已)(认定|评上|公布|批准)|(认定|评)下来的/],
  ["contact", /电话|联系人|联系方式|邮箱|邮编|传真|地址在|网址|哪个处室|处室|找哪个人|微信/],
];

const ATTACK =
  /(忽略|无视|忘记|跳过|绕过).{0,12}(指令|规则|要求|限制|设定|提示)|系统提示|提示词|开发者模式|越狱|DAN模式|(数据库|后台|管理员|服务器).{0,6}(密码|口令|密钥)|(随便|帮我|给我)?(编|伪造|捏造|瞎编)(一个|一份|造)|(假装|扮演|你现在(就)?是).{0,14}(厅长|局长|主任|管理员|领导|专家)|prompt|jailbreak|ignore (all|previous|the above)/i;
const SMALL_TALK =
  /^(你好|您好|哈喽|嗨|hi|hello|在吗|早上好|晚上好|谢谢|再见|你是谁|你叫什么)[\s!！,，。.~?？吗呀啊]*$|天气|下雨|下雪|气温|笑话|讲个故事|唱(首|个)歌|写(首|一首)诗|吃(什么|啥)|星座|彩票|世界杯|追剧/i;
const ADVICE =
  /股票|炒股|理财|(上班|就业|工作|跳槽).{0,8}(好|哪家|工资|待遇)|(工资|待遇).{0,4}(高|多少)|高考|志愿|考研|考公|读大学|选学校|律师|起诉|打官司|仲裁|看病|吃药|减肥|恋爱|离婚|买房|装修|旅游/;

/** The first intent whose wording the question has. */
export function intentOf(question: string): Intent {
  return INTENTS.find(([, pattern]) => pattern.test(question))?.[0] ?? "other";
}

/** The kinds of value the question asks to be told. */
export function wantsOf(question: string): WantedValue[] {
  return WANTS.filter(([, pattern]) => pattern.test(question)).map(([kind]) => kind);
}

/**
 * Whether this is a question for the documents at all.
 * @param namesText true where it names a document or a provision: then it is, whatever else it chats about
 */
export function conductOf(question: string, namesText: boolean): Conduct {
  if (ATTACK.test(question)) return "attack";
  if (namesText) return "question";
  if (SMALL_TALK.test(question)) return "small_talk";
  if (ADVICE.test(question)) return "advice";
  return "question";
}
