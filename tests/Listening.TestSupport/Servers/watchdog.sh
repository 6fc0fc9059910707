# Runs one server for a test process, and cleans up after it however the test process ends.
#
# Arguments: the server's folder, its log file, the signal that stops it, the signal that ends it when its
# folder goes too, then its command line.
# Standard input is held open by the test process. The line "stop" stops the server and keeps the
# folder; the end of the input (the test process closed it, or died) stops it and removes the folder.
# Standard output says "pid N" once the server runs and "exited CODE" once it does not.
folder=$1 log=$2 stop_signal=$3 end_signal=$4
shift 4
# Nothing here may hold the test process's own error stream open after it ended.
exec 2>/dev/null

running=yes ask='' code=0
stop() {
    [ -z "$ask" ] || return 0
    ask=$1
    [ "$running" = yes ] || return 0
    kill -s "$2" "$server"
    (
        i=0
        while [ "$i" -lt 50 ]; do sleep 0.2; i=$((i + 1)); done
        kill -s KILL "$server"
    ) >/dev/null 3<&- &
    killer=$!
}
trap 'stop keep "$stop_signal"' USR1
trap 'stop remove "$end_signal"' USR2
# Ctrl-C reaches the whole group; the end of the input is what counts here.
trap : INT HUP TERM

exec 3<&0
"$@" </dev/null >>"$log" 2>&1 3<&- &
server=$!
echo "pid $server"
(
    trap - INT HUP TERM USR1 USR2
    if read -r _ <&3; then signal=USR1; else signal=USR2; fi
    # Said again until it is heard: a signal that arrives just before a wait does not end that wait.
    while kill -s "$signal" $$; do sleep 0.5; done
) >/dev/null &
reader=$!

while kill -s 0 "$server"; do
    wait "$server"
    code=$?
done
running=no
echo "exited $code"
while [ -z "$ask" ] && kill -s 0 "$reader"; do wait "$reader"; done
kill "$reader" ${killer:+"$killer"}
[ "$ask" = keep ] || rm -rf "$folder"
