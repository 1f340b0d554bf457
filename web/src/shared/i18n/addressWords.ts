/** What the pages of addresses say alike: somebody's own, and a project's. */
export const zh = {
  addressChannel: "方式",
  addressLabel: "名称（可不填）",
  addressSave: "添加",
  addressRemove: "删除",
  addressKeep: "保留",
  testSend: "发送测试消息",
  testSent: "测试消息已由对方接收。",
  notSent: "没有发出：{{why}}",
};

export const en: typeof zh = {
  addressChannel: "By",
  addressLabel: "Name (optional)",
  addressSave: "Add",
  addressRemove: "Remove",
  addressKeep: "Keep",
  testSend: "Send a test message",
  testSent: "The provider took the test message.",
  notSent: "Not sent: {{why}}",
};
