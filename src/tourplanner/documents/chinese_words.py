"""The Chinese of papers that a Chinese reader sees first, whatever language the rest is in."""

from __future__ import annotations

from collections.abc import Mapping

PLEASE = ("请送我到：", "Qǐng sòng wǒ dào:")
"""In front of the name of a place, for a driver."""
PLEASE_BACK = ("请送我回住的地方：", "Qǐng sòng wǒ huí zhù de dìfang:")
IN_CHINA = "CN"

TAXI: Mapping[str, str] = {
    "near": "附近：{place}（约{metres}米）",
    "no_address": "门牌号不详，请按名称导航。",
    "uncertain": "位置误差约{metres}米，到了请问人。",
}

RUN_SHEET: Mapping[str, str] = {
    "run_sheet": "行车单",
    "time": "时间",
    "place": "地点",
    "distance": "路程",
    "minutes": "分钟",
    "people": "人数",
    "waiting": "等候",
    "parking": "停车",
    "pick_up": "接客",
    "drop_off": "送客",
    "phone": "电话",
    "contact": "联系人",
    "address": "地址",
    "estimate": "估计",
    "on_foot": "步行",
    "by_bike": "骑车",
    "driver_waits": "客人参观，请等候",
    "total": "全天行程",
    "break": "休息",
    "lunch": "午餐",
    "not_known": "未提供",
    "lodging": "住处",
    "booked": "已预约",
}

EMERGENCY: Mapping[str, str] = {
    "emergency": "紧急情况",
    "police": "报警",
    "ambulance": "急救",
    "fire": "火警",
    "lodging": "住处",
    "hospital": "医院",
    "embassy": "大使馆或领事馆",
    "contact": "紧急联系人",
    "blood_type": "血型",
    "insurance": "保险",
    "allergies": "过敏",
    "name": "姓名",
    "phone": "电话",
    "address": "地址",
    "please_help": "请帮助我。请把我送到医院，或者打电话给下面的人。",
}

GUIDE: Mapping[str, str] = {
    "diet": "饮食",
    "allergies": "过敏",
    "mobility": "行动",
    "room": "房间",
    "guests": "客人",
    "head_count": "人数",
}

SUPPLIER: Mapping[str, str] = {
    "voucher": "接待凭证",
    "request": "预订函",
    "number": "编号",
    "supplier": "接待方",
    "address": "地址",
    "phone": "电话",
    "contact": "联系人",
    "service": "项目",
    "date": "日期",
    "time": "时间",
    "people": "人数",
    "needs": "客人的需要",
    "status": "状态",
    "code": "预订号",
    "answer_by": "请在此日期前答复",
    "not_known": "未提供",
    "sender": "发件人",
    "leader": "领队",
    "stamp": "签字或盖章",
    "answer": "请答复",
    "yes": "可以，已确认",
    "other": "改期或改时间：",
    "no": "不可以",
    "idea": "您好！我们想预订下面的项目，请答复。",
    "asked": "您好！我们已向您询问下面的项目，请答复。",
    "held": "您好！您已为我们保留下面的项目，请确认。",
    "confirmed": "请按下面的约定接待本团。谢谢！",
    "booked": "已为本团约好时间",
    "by_appointment": "专为本团开放",
    "status_asked": "已询问",
    "status_held": "已保留",
    "status_confirmed": "已确认",
}

CHANGES: Mapping[str, str] = {
    "changes": "行程变更",
    "about": "项目",
    "before": "原定",
    "after": "现在",
    "added": "新增",
    "removed": "取消",
    "changed": "变更",
}

ALLERGY_LEAD = "我对下面的东西过敏，吃了会有危险："
ALLERGY_END = "请告诉厨师。谢谢！"
ALLERGY = "过敏："
DIET_LEAD = "我的饮食要求："

ALLERGENS: Mapping[str, tuple[str, str]] = {
    "peanut": ("花生", "huāshēng"),
    "nut": ("坚果", "jiānguǒ"),
    "walnut": ("核桃", "hétao"),
    "almond": ("杏仁", "xìngrén"),
    "cashew": ("腰果", "yāoguǒ"),
    "sesame": ("芝麻", "zhīma"),
    "soy": ("大豆和酱油", "dàdòu hé jiàngyóu"),
    "wheat": ("小麦", "xiǎomài"),
    "gluten": ("麸质（小麦、大麦、酱油）", "fūzhì (xiǎomài, dàmài, jiàngyóu)"),
    "milk": ("牛奶", "niúnǎi"),
    "lactose": ("乳糖（牛奶）", "rǔtáng (niúnǎi)"),
    "egg": ("鸡蛋", "jīdàn"),
    "fish": ("鱼", "yú"),
    "shellfish": ("虾蟹贝类", "xiā xiè bèilèi"),
    "shrimp": ("虾", "xiā"),
    "prawn": ("虾", "xiā"),
    "crab": ("螃蟹", "pángxiè"),
    "celery": ("芹菜", "qíncài"),
    "mustard": ("芥末", "jièmo"),
    "penicillin": ("青霉素", "qīngméisù"),
    "latex": ("乳胶", "rǔjiāo"),
    "bee": ("蜂蜇", "fēng zhē"),
}
"""Common allergens by the English word for one; language knowledge, without a source."""

DIETS: Mapping[str, tuple[str, str]] = {
    "vegetarian": ("我吃素，不吃肉和鱼。", "Wǒ chī sù, bù chī ròu hé yú."),
    "vegan": (
        "我吃纯素，不吃肉、鱼、蛋和奶。",
        "Wǒ chī chún sù, bù chī ròu, yú, dàn hé nǎi.",
    ),
    "halal": ("我只吃清真食品。", "Wǒ zhǐ chī qīngzhēn shípǐn."),
    "kosher": ("我只吃犹太洁食。", "Wǒ zhǐ chī yóutài jiéshí."),
}


LINKS = frozenset({"and", "or", "i", "am", "to", "all", "any", "food", "seafood"})
"""Words between allergens that change nothing."""
REVERSING = frozenset({"not", "no", "except", "but", "without", "only"})
"""Words that may turn the meaning round: such a text is left to somebody who speaks Chinese."""

Reading = tuple[str, str]
"""A Chinese text and how it is read aloud."""


def translated(text: str, table: Mapping[str, Reading]) -> tuple[list[Reading], bool]:
    """The entries of `table` whose words stand in `text`, and whether they cover all of it.

    The longest word wins: "peanut" is not "nut" once more.
    """
    rest = "".join(letter if letter.isalnum() else " " for letter in text.casefold())
    if REVERSING & set(rest.split()):
        return [], False
    found: list[tuple[int, Reading]] = []
    for word in sorted(table, key=len, reverse=True):
        at = rest.find(word)
        if at >= 0:
            found.append((at, table[word]))
            rest = rest.replace(word + "s", " " * (len(word) + 1)).replace(word, " " * len(word))
    left = [word for word in rest.split() if word not in LINKS]
    return [entry for _at, entry in sorted(found)], not left
