# Outlives the gateway for a moment: once the gateway is gone, however it ended, this kills what it had started.
# Arguments: what the environment of every process of the gateway has in it, and the folder of the sockets.
# Standard input, which ends with the gateway: "+ GROUP" to watch a process group, "- GROUP" to forget it, "SIGNAL GROUP"
# to signal it.
cookie=$1
folder=$2
groups=' '
trap '' INT TERM HUP
while read -r what group; do
  case $what in
    +) groups="$groups$group " ;;
    -) groups="${groups%% "$group" *} ${groups#* "$group" }" ;;
    *) kill -s "$what" -- "-$group" 2>/dev/null || : ;;
  esac
done
# A process that starts others while it is looked for is found the next time.
for round in 1 2 3; do
  for group in $groups; do
    kill -s KILL -- "-$group" 2>/dev/null || kill -s KILL "$group" 2>/dev/null || :
  done
  for environ in $(grep -ls -- "$cookie" /proc/[0-9]*/environ 2>/dev/null); do
    pid=${environ#/proc/}
    kill -s KILL "${pid%/environ}" 2>/dev/null || :
  done
done
rm -rf -- "$folder"
