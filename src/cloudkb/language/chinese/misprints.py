"""Slips of the pen that would explain a figure."""

MESSAGES = {
    "{print} is two digits swapped": "颠倒两位数字即为{print}",
    "{print} is the same number in another unit": "换个单位即为{print}",
    "{print} is one digit away": "改一位数字即为{print}",
    "{print} has one digit more": "补上一位数字即为{print}",
    "{print} has one digit less": "去掉一位数字即为{print}",
    "{print} is another separator away": "改一个分隔符即为{print}",
    "{print} has {meant} for {printed}": "{printed}改为{meant}即为{print}",
    "it is a fraction printed as percent": "是把小数写成了百分数",
    "it is percent printed as a fraction": "是把百分数写成了小数",
    "it is {times} times too large": "写大了，是应有的{times}倍",
    "it is {times} times too small": "写小了，只有应有的1/{times}",
    "its sign is turned round": "正负号写反了",
    # --- reckoned in another way
    "{printed} is the change over the later value, {right} over the earlier": "{printed}是以后一期为基数算的，以前一期为基数应为{right}",
    "{printed} is the ratio, {right} the change": "{printed}是倍数，增幅应为{right}",
    "{printed} is what is left, {right} the decrease": "{printed}是余下的部分，降幅应为{right}",
    "{printed} is the ratio to the other part, {right} to the whole": "{printed}是与另一部分之比，占整体应为{right}",
    "{printed} is the ratio of the rest, {right} of the part": "{printed}是其余部分的占比，本部分应为{right}",
    "{printed} is the ratio to both together, {right} to the other part": "{printed}是占两者之和的比例，与另一部分之比应为{right}",
    "{printed} is the ratio turned round, {right} as told": "{printed}是颠倒了的比，应为{right}",
    "as percent, not points, it fits": "若指百分比而非百分点则相符",
    # --- right of something beside it
    "{figure} fits {name}": "{figure}与{name}的数字相符",
    "{figure} is what {claim} prints for {name}": "{figure}正是{claim}所称{name}的数字",
    "it fits as {whose}": "作为{whose}的排名则相符",
    "the plain basis": "默认口径",
}
