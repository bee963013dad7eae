/** Questions of several kinds that the collection answers, for tests that want real answers. */
export const ANSWERED_QUESTIONS = [
  "管理办法第十四条",
  "贵州的专项资金支持什么",
  "江苏到2025年主营业务收入目标是多少",
  "山东到2025年要形成几个国家级集群",
  "贵州和江苏的财政资金比例有什么不同",
  "公示几个工作日",
  "大数据电子信息集群到2025年规模多少亿元",
  "江苏要培育多少家单项冠军企业",
  "苏政发〔2018〕86号三（二）",
  "第十条至第十二条",
  "研究文章说供应链枢纽有什么优势",
] as const;
