"""Work in several processes, or on a cluster."""

MESSAGES = {
    "--scheduler needs Dask, which is not installed": "--scheduler需要Dask，这里没有安装",
    "no scheduler answers at {address}: {why}": "{address}没有调度器应答：{why}",
    "start one with: dask scheduler; and on each machine: dask worker ADDRESS": (
        "先启动一个：dask scheduler；每台机器上再运行：dask worker ADDRESS"
    ),
    "the scheduler at {address} has no workers": "{address}的调度器没有工作进程",
    "start some: dask worker {address}": "先启动几个：dask worker {address}",
    "the workers of {address} have cloudkb {others}, and this is {own}": (
        "{address}的工作进程装的是cloudkb {others}，这里是{own}"
    ),
    "install the same there": "在那里装上同一版本",
    "the cluster at {address} was lost: {why}": "与{address}的集群失去联系：{why}",
    "look at its log; or reason here, without --scheduler": (
        "请看集群的日志；或在本机检查，不用--scheduler"
    ),
    "no processes can be started here: {why}": "这里不能启动进程：{why}",
    "a process that was given work ended before it was done": "一个工作进程没做完就结束了",
    "it may have had too little memory: fewer --jobs, or none": (
        "可能是内存不够：减少--jobs，或者不用"
    ),
    "--jobs: {jobs} processes are none": "--jobs：{jobs}个进程无法工作",
    "1 or more; 0: one a processor": "1个以上；0：每个处理器一个",
    "--scheduler and --jobs are two places": "--scheduler和--jobs只能选一个",
    "give one of them": "请只写一个",
    "What {number} claims imply takes a while to work out: --verdict here": (
        "推算{number}条说法的含义需要一些时间：请加--verdict"
    ),
}
