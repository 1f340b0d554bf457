/** What the page of a project's destinations says. */
export const zh = {
  destinationsTitle: "群和系统",
  destinationsExplain: "项目的群机器人和外部系统。测试消息送达后启用；哪类预警发到哪里，在预警规则里选。",
  destinationsNone: "还没有群或系统。添加专班群的机器人后，预警可以直接发到群里。",
  destinationsAdmins: "群和系统由项目管理员管理。",
  destinationAdd: "添加群或系统",
  destinationValue: "Webhook 地址",
  destinationSecrets: {
    dingtalk: "加签密钥（SEC 开头，未加签可不填）",
    feishu: "签名校验密钥（未启用可不填）",
    webhook: "密钥（whsec_ 开头）",
  },
  destinationHints: {
    dingtalk: "在钉钉群的“机器人”里添加自定义机器人，安全设置选“加签”，把它的地址和密钥填到这里。",
    wecom_robot: "在企业微信群里添加群机器人，把它的 Webhook 地址填到这里。",
    feishu: "在飞书群的“群机器人”里添加自定义机器人，安全设置选“签名校验”，把它的地址和密钥填到这里。",
    webhook: "每条预警以 JSON 发到这个地址，按 Standard Webhooks 签名；接收方用同一密钥验签。",
  },
  secretMake: "生成密钥",
  secretCopy: "现在就复制给接收方，保存后不再显示。",
  destinationTaken: "已添加。请发送测试消息，送达后启用。",
  destinationStates: {
    unproven: "待测试，暂不使用",
    proven: "正常，{{when}} 测试送达",
    broken: "失效：{{why}}",
  },
  destinationRules: "接收：{{kinds}}",
  destinationNoRules: "还没有预警规则发到这里。",
  destinationRulesChoose: "到预警规则里选",
  destinationOn: "测试消息已由对方接收，已启用。",
  testAdvice: {
    transient: "对方暂时不可用，请稍后再试。",
    ambiguous: "可能已经送达，请到群里看一下。",
    permanent: "请核对地址，机器人可能已停用或移除。",
    configuration: "请核对机器人的安全设置：密钥、关键词、IP 地址。",
    bug: "对方不接受消息的格式，请告诉系统管理员。",
  },
  destinationEdit: "修改",
  destinationSaved: "已保存。",
  destinationMoved: "已保存。地址或密钥已更换，请重新测试。",
  destinationKeptValue: "不填则不变：{{value}}",
  destinationKeptSecret: "不填则不变",
  secretNone: "机器人没有密钥，清除原来的",
  destinationRemoveSure: "确定删除“{{name}}”？预警不再发到这里，规则里也不再有它。",
};

export const en: typeof zh = {
  destinationsTitle: "Groups and systems",
  destinationsExplain:
    "The project's group robots and other systems. One is used once a test message has arrived; which alerts go where is chosen in the alert rules.",
  destinationsNone:
    "No group or system yet. Add the robot of the task force's group, and alerts can go straight there.",
  destinationsAdmins: "Groups and systems are kept by the project's administrators.",
  destinationAdd: "Add a group or a system",
  destinationValue: "Webhook address",
  destinationSecrets: {
    dingtalk: "Signing secret (begins with SEC; empty if the robot has none)",
    feishu: "Signing secret (empty if the robot has none)",
    webhook: "Secret (begins with whsec_)",
  },
  destinationHints: {
    dingtalk:
      "In the DingTalk group add a custom robot whose security setting is a signature; enter its address and secret here.",
    wecom_robot: "In the WeCom group add a group robot; enter its webhook address here.",
    feishu:
      "In the Feishu group add a custom bot whose security setting is signature verification; enter its address and secret here.",
    webhook:
      "Each alert is posted there as JSON, signed by Standard Webhooks; the receiver checks it with the same secret.",
  },
  secretMake: "Make a secret",
  secretCopy: "Copy it to the receiver now; it is not shown again once it is stored.",
  destinationTaken: "Added. Send a test message; it is used once that has arrived.",
  destinationStates: {
    unproven: "Untested, not used",
    proven: "Working, tested {{when}}",
    broken: "Broken: {{why}}",
  },
  destinationRules: "Receives: {{kinds}}",
  destinationNoRules: "No alert rule sends anything here yet.",
  destinationRulesChoose: "Choose in the alert rules",
  destinationOn: "The provider took the test message; it is in use now.",
  testAdvice: {
    transient: "The provider is not available just now. Try again later.",
    ambiguous: "It may have arrived: look into the group.",
    permanent: "Check the address; the robot may have been switched off or removed.",
    configuration: "Check the robot's security settings: secret, keyword, IP addresses.",
    bug: "The provider does not take messages of this form. Tell the system's administrator.",
  },
  destinationEdit: "Edit",
  destinationSaved: "Saved.",
  destinationMoved: "Saved. With another address or secret it has to be tested again.",
  destinationKeptValue: "Empty keeps {{value}}",
  destinationKeptSecret: "Empty keeps it",
  secretNone: "The robot has no secret: forget the old one",
  destinationRemoveSure: "Remove “{{name}}”? No alert goes there any more, and no rule names it.",
};
