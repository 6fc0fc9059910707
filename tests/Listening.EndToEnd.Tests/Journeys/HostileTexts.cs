using System.Text.Json;

namespace Listening.EndToEnd.Tests.Journeys;

/// <summary>What people write who want a page to do something: scripts in every place a page could put them, and strings that break things.</summary>
internal static class HostileTexts
{
    /// <summary>Puts every sign of a script that ran where a test finds it.</summary>
    public const string Mark = "scriptran";

    private const string Run = $"document.title='{Mark}'";

    // Every element and attribute that runs something, in every way out of the place where a page might put it.
    private static readonly string[] Scripts =
    [
        $"<script>{Run}</script>", $"<ScRiPt >{Run}</sCrIpT>", $"<img src=x onerror=\"{Run}\">", $"<img/src=x/onerror={Run}>", $"<svg onload=\"{Run}\">",
        $"<svg><script>{Run}</script></svg>", $"<body onload=\"{Run}\">", $"<iframe srcdoc=\"<script>parent.{Run}</script>\"></iframe>",
        $"<iframe src=\"javascript:parent.{Run}\"></iframe>", $"<details open ontoggle=\"{Run}\"><summary>x</summary></details>",
        $"<input autofocus onfocus=\"{Run}\">", $"<video><source onerror=\"{Run}\"></video>", $"<audio src=x onerror=\"{Run}\">",
        $"<object data=\"javascript:{Run}\"></object>", $"<embed src=\"javascript:{Run}\">", $"<a href=\"javascript:{Run}\" autofocus>x</a>",
        $"<form action=\"javascript:{Run}\"><button autofocus>x</button></form>", $"<math><mi xlink:href=\"javascript:{Run}\">x</mi></math>",
        $"<marquee onstart=\"{Run}\">x</marquee>", "<meta http-equiv=refresh content=\"0;url=https://attacker.example/\">",
        "<base href=\"https://attacker.example/\">", "<link rel=stylesheet href=https://attacker.example/x.css>", "<style>*{display:none}</style>",
        $"<template><script>{Run}</script></template>", $"{{{{constructor.constructor(\"{Run}\")()}}}}",
    ];

    private static readonly string[] WaysOut = ["", "\">", "'>", "</bdi></mark></div></article></li></ol>", "--></textarea></title></style></script>", "]]>", "\u2028\u0000", "&#60;&lt;"];

    /// <summary>Two hundred scripts.</summary>
    public static IReadOnlyList<string> OfScripts { get; } = [.. WaysOut.SelectMany(way => Scripts.Select(script => way + script))];

    /// <summary>Directions, marks piled up, words without end, and the published list of naughty strings where it was installed.</summary>
    public static IReadOnlyList<string> OfLetters { get; } =
    [
        "\u202Etxet desrever\u202C \u2066isolated\u2069 \u200F", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘ " + new string('w', 400),
        .. Published(),
    ];

    /// <summary>All of them, each so that a saved search finds it.</summary>
    public static IReadOnlyList<string> All { get; } = [.. OfScripts.Concat(OfLetters).Select(text => $"the ICO {text}")];

    private static IEnumerable<string> Published()
    {
        // The tests of the core fetch it when they are built.
        const string list = "tests/Listening.Core.Tests/Naughty/node_modules/big-list-of-naughty-strings/blns.json";
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, list);
            if (File.Exists(file)) return JsonSerializer.Deserialize<string[]>(File.ReadAllText(file))!.Where(text => text.Length > 0);
        }

        return [];
    }
}
