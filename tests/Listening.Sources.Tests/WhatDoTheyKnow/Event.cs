using System.Globalization;
using System.Text.Json;

namespace Listening.Sources.Tests.WhatDoTheyKnow;

/// <summary>Events as the site writes them, about invented people.</summary>
internal static class Event
{
    public static string Feed(params IEnumerable<string> events) => $"[{string.Join(',', events)}]";

    public static string Of(
        long id, string title = "parking_records", string state = "waiting_response", string status = "", string type = "sent", DateTime? created = null, string snippet = "Please send me the <span class=\"highlight\">records</span>.")
    {
        var at = (created ?? ScriptedSite.Noon.AddHours(-1)).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+00:00'", CultureInfo.InvariantCulture);
        return $$"""
            {"id":{{id}},"event_type":"{{type}}","created_at":"{{at}}",
             "described_state":null,"calculated_state":"{{state}}","display_status":"{{status}}","snippet":{{JsonSerializer.Serialize(snippet)}},
             "info_request":{"id":7,"url_title":"{{title}}","title":"About {{title}}","law_used":"foi","described_state":"waiting_response" },
             "public_body":{"id":12,"url_name":"example_council","name":"Example Council" },
             "user":{"id":44,"url_name":"pim_example","name":"Pim Example" } }
            """;
    }
}
