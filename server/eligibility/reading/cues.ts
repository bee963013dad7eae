/** How a clause speaks of what it names. */
export type Cue = "affirmed" | "denied" | "unsure" | "planned";

/** Not known, not counted, not asked after; said of others, or with a reserve. */
const UNSURE =
  /不(太|大|是很|怎么|敢|好|便|一定)?(清楚|知道|了解|懂|确定|好说|晓得|熟悉|掌握|明白|敢说|详|明确)|说不(清|准|好|上来?)|讲不清|吃不准|拿不准|摸不准|搞不清|弄不清|分不清|记不(得|清|住|起|准)|不敢(说|打包票|保证)|不好(说|判断|讲|定)|没(有|怎么|来得及|顾上|去|人|法|能)?[^,，。X]{0,3}(统计|整理|打听|查|问(?!题)|核|摸|汇总|(?<!打)算(?=$|过|出|清|呢|完)|了解|说(?!的)|提过|数过|搞清|弄清|梳理|评估|测|调研|研究过|收集|上报|报数|交代|告诉|盘点|对过|看到|见着|听说|听到|关注|留意|掌握|收到|接到|汇报|跟我)|没(有)?(个)?(底|数|数据|资料|台账|把握|准信|准数|口径)(?!的|字)|还在(统计|核|查|摸|整理|汇总|收集|等|算|催|补|报|收|弄|凑|搜集|对账)|正在(统计|汇总|核|整理|收集)|没(收|报|凑|交|补|弄|整理?|列|备)(齐|全|完|好|上来)|待(核|查|统计|确认|定)|有待|未(知|统计|核|查|掌握|了解)|不详|忘(了|记)|两说|心里没|答不上|回头(再)?|以后再|后面再|改天|先不说|暂时没(?!有)|应该(?!说)|好像|似乎|大概|可能|估计|也许|兴许|听说|据说|印象|没准|说不定|据我所知|我猜|我觉得|差不多(?!的)|大部分|大多数|多数企业|主要企业/;
const ASKS = /怎么样|咋样|如何|多(大|少|高|强|好)(?!力|都)|有没有|是不是|算不算|够不够|行不行|有无|是否|谁|哪(?!家|怕|方面|(个|一个|里|样)[^,，。]{0,8}(都|也))|几(?!家|个|十|百|千|所|处|项|条|年|起|块|百)|(什么|啥)(?!都|也|大?事)/;
/** 没什么, 没造成啥: no question. */
const NO_QUESTION = /(没|没有|无|未)[^,，。]{0,4}(什么|啥)/g;
const PLANNED = /打算|准备(?!好)|计划(?!单列)|争取|下一步|明年|将来|将要|筹备|筹建|筹划|正在(申请|申报|创建|评|规划|谈)|申请中|申报中|还在(申请|申报|建|规划)|拟(建|设|申)|规划(了|着|建设)|想(要)?(搞|建|评|做)|要(搞|建|评)(?!求)/;
/** Words that hold a denial and are none. */
const NO_DENIAL = /没得(说|挑)|没的说|没话说|没问题|没毛病|没挑|没人(能)?比|没得比|没法比|没有对手|没掉队|没断过|不出(园|区|县|市|镇)|不求人|不用(外|愁)|没想到|不(差|错|缺|少|愁|弱|低|赖|小|断|俗|输|逊|亚于|落后|仅|但|只|光|过|管|论|用说|含糊)|少不了|离不开|缺不了|无(不|锡|论|人机|缝|菌|机|线)|未来|差(不多|别|异)|少数民族/g;
const DENIED =
  /没有|没(?=X|一|几|什么|啥|搞|做|上|建|参与|参加|评|拿|达|形成|起步|开始|动|铺|进|入|依托|配|引|用)|没$|还没|并没|也没|都没|无(?=X|一|任何)|无$|未(?=X|能|达|形成|建|起步|参与|进|依托)|不(高|强|好|行|足|够|大|齐|全|多|完整|完善|明显|理想|达标|到位|具备|符合|满足|属于|在X|是X|紧密|集中|合理|怎么样|咋样|太行|太好|大行|太强|太高|成气候|成规模)|欠缺|缺乏|缺(?=X|少)|(?<!相)差(?!不|旅)|弱|(?<!降|较|减|最)低(?!碳|空)|落后|薄弱|空白|(?<!疏|扩|分)散(?!热|装)|很少|较少|太少|偏少|极少|少得|谈不上|别说|别提|跟不上|刚起步|起步晚|起步阶段|靠人工|靠手|一般般|很一般|比较一般|一般$|拖后腿|短板(?!.*补)|淘汰下来/;
const NEGATED = /没|未|不(?!同|断|光)/;
/** What is said of something that a person judges. */
const PRAISED =
  /强|高|好|齐|全(?!省|国|市|县|靠)|优|领先|前列|前面|第一|头一份|头名|前三|数一|数得着|名列|排(前|在前|得上|名)|突出|显著|明显|完善|完备|完整|到位|紧密|合理|集中|集聚|扎堆|有效|有力|实效|丰富|充足|不差|不错|不缺|不弱|不低|不赖|靠前|叫得响|能打|分量|给力|扎实|见效|成效|富有|达标|过硬|过得硬|带得动|拉动|带动|靠它|靠我们|撑|知名|有名|靠谱|先进|落地|转化|量产|产业化|清晰|清楚|明确|科学|都行|够|OK|ok|没得说|没问题|没话说|没的说|在行|过关|大(?!家|概|约|学)|响|紧|连片|挨|跟着|受益|升级|实在|实$|专业|汇聚|汇集|聚|看得见|名堂|服气|认(?=$|可|账)|首位|领跑|走在|较多|一流|上乘|顺畅|健全|有保障|一条龙|咬/;
/** What is said of something that one has or has not. */
const HAD = /有|是|达到|超过|占|在|正|建|搞|做|获|评上|通过|参与|参加|牵头|主持|主导|拿|一批|成批|一溜|不少|很多|好多|多|一家|两家|几|数十|[一二两三四五六七八九十百\d]+(多|余)?(家|个|项|处|所|条|块)/;

/** What a clause is judged by. */
export interface Spoken {
  /** The clause; what names things in it is replaced by X. */
  text: string;
  asks: boolean;
  /** True where it names nothing itself, and speaks of what the clause before named. */
  carried: boolean;
}

/** 一家都没有, 说老实话没搞: said of what was named just before. */
const DENIED_AT_ONCE = /^(说老实话|老实说|说实话|讲真|坦白说|实话说)?(也|都|还|真的?|确实|目前|现在|暂时|这块|这方面|基本|几乎)*(是)?(一(家|个|项|点|台|条|丝|点儿)?(都|也)?)?(没|无(?!X)|未|不(行|高|强|好|够|太行|怎么样)|很?(差|弱|一般))/;

/** How a clause speaks of something that one judges. A reserve, a question or a denial weighs more than praise beside it. */
export function judgedCue(spoken: Spoken): Cue | null {
  return cueOf(spoken, PRAISED);
}

/** How a clause speaks of something that one has: having it is enough. */
export function hadCue(spoken: Spoken): Cue | null {
  return cueOf(spoken, HAD) ?? cueOf(spoken, PRAISED);
}

function cueOf({ text, asks, carried }: Spoken, affirmed: RegExp): Cue | null {
  if (asks || isUnsure(text)) return "unsure";
  if (PLANNED.test(text)) return "planned";
  const bare = withoutFalseDenials(text);
  if (DENIED.test(bare)) return !carried || DENIED_AT_ONCE.test(bare) ? "denied" : null;
  // 没收齐: a denial that is not understood is never praise.
  if (NEGATED.test(bare)) return carried ? "unsure" : null;
  return affirmed.test(text) ? "affirmed" : null;
}

/** Without the words that hold a denial and are none (不少, 没问题). */
export function withoutFalseDenials(text: string): string {
  return text.replace(NO_DENIAL, " ");
}

/** Said with a reserve, or asked. */
export function isUnsure(text: string): boolean {
  return isReserved(text) || ASKS.test(plainOf(text));
}

/** Said not to be known, or not to be certain. */
export function isReserved(text: string): boolean {
  return UNSURE.test(plainOf(text));
}

function plainOf(text: string): string {
  return withoutFalseDenials(text).replace(NO_QUESTION, "没有");
}

/** Whoever speaks takes back what he said just before. */
export const TAKES_BACK = /(^|[,，。\s])(哦|噢|喔|啊|哎|诶)?(不对|不是|更正|纠正|说错|写错|记错|搞错|弄错|弄混|搞混|记混|口误)|(说|写|记|搞|弄|看)(错|混|岔|反)了|我更正|更正一下|纠正一下/;
