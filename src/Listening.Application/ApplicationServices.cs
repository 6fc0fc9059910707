using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Application.Collection;
using Listening.Application.Content;
using Listening.Application.Delivery;
using Listening.Application.Foi;
using Listening.Application.Foi.Registers;
using Listening.Application.Holds;
using Listening.Application.Incidents;
using Listening.Application.Meetings;
using Listening.Application.Outgoing;
using Listening.Application.People;
using Listening.Application.Retention;
using Listening.Application.Routing;
using Listening.Application.Searches;
using Listening.Application.Sources;
using Listening.Application.Storage;
using Listening.Application.Triage;
using Listening.Application.Watches;
using Listening.Core.Foi;
using Listening.Core.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Listening.Application;

/// <summary>Registers the use cases.</summary>
public static class ApplicationServices
{
    /// <summary>
    /// Adds every service of this project. The caller adds a provider's storage, content keys, the retention policy, source
    /// definitions, a schedule check, and, for delivery, a transport.
    /// </summary>
    public static IServiceCollection AddListeningApplication(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new RetentionSettings());
        services.TryAddSingleton(new AuditSettings());
        services.TryAddSingleton(new OutgoingSettings());
        services.TryAddSingleton(new AttentionSettings());
        services.TryAddSingleton(_ => RoutingRules.Default);
        services.TryAddSingleton(_ => FoiSignalRules.Default);
        return services
            .AddSingleton<DatabaseStart>()
            .AddSingleton<PostContent>()
            .AddSingleton<SourceCatalog>()
            .AddSingleton<SourceHealth>()
            .AddSingleton<SourcePermissions>()
            .AddSingleton<SourceGate>()
            .AddSingleton<SourceLedger>()
            .AddSingleton<UpstreamChecks>()
            .AddSingleton<SearchRequests>()
            .AddSingleton<SearchExplanations>()
            .AddSingleton<SearchCatalog>()
            .AddSingleton<SearchDraftCheck>()
            .AddSingleton<SharedReadings>()
            .AddSingleton<SearchService>()
            .AddSingleton<SearchChanges>()
            .AddSingleton<SearchRuns>()
            .AddSingleton<SearchReader>()
            .AddSingleton<SearchPreviews>()
            .AddSingleton<SourceTrials>()
            .AddSingleton<ApiTokenService>()
            .AddSingleton<CountReader>()
            .AddSingleton<HeldPosts>()
            .AddSingleton<HiddenAuthors>()
            .AddSingleton<ObjectionList>()
            .AddSingleton<HeldTextIndex>()
            .AddSingleton<PostRemoval>()
            .AddSingleton<PageStore>()
            .AddSingleton<CollectionService>()
            .AddSingleton<OutboxSignal>()
            .AddSingleton<Sightings>()
            .AddSingleton<AuthorityBoard>()
            .AddSingleton<AuthorityService>()
            .AddSingleton<AuthorityCorrections>()
            .AddSingleton<AuthorityReader>()
            .AddSingleton<AuthorityLookup>()
            .AddSingleton<FoiDigest>()
            .AddSingleton<RoutingService>()
            .AddSingleton<UnroutedPosts>()
            .AddSingleton<RuleChange>()
            .AddSingleton<RetentionRulebook>()
            .AddSingleton<DeletionKeyDeaths>()
            .AddSingleton<RetentionExplainer>()
            .AddSingleton<Resealing>()
            .AddSingleton<KeyRegister>()
            .AddSingleton<IncidentBook>()
            .AddSingleton<HoldKeeper>()
            .AddSingleton<HoldService>()
            .AddSingleton<MeetingService>()
            .AddSingleton<MeetingChanges>()
            .AddSingleton<MeetingAgenda>()
            .AddSingleton<MeetingReader>()
            .AddSingleton<MeetingPacks>()
            .AddSingleton<MeetingKeepReader>()
            .AddSingleton<RetentionService>()
            .AddSingleton<OfficialAccounts>()
            .AddSingleton<AttentionMeter>()
            .AddSingleton<AttentionReader>()
            .AddSingleton<WatchGate>()
            .AddSingleton<WatchKeeper>()
            .AddSingleton<WatchService>()
            .AddSingleton<WatchReader>()
            .AddSingleton<ViewLog>()
            .AddSingleton<ExportLog>()
            .AddSingleton<EntryReader>()
            .AddSingleton<ViewReader>()
            .AddSingleton<DeletionReader>()
            .AddSingleton<DueReader>()
            .AddSingleton<AccountNames>()
            .AddSingleton<LogWatch>()
            .AddSingleton<ILogState>(provider => provider.GetRequiredService<LogWatch>())
            .AddSingleton<PersonSearch>()
            .AddSingleton<PersonPosts>()
            .AddSingleton<PersonErasure>()
            .AddSingleton<PersonObjections>()
            .AddSingleton<IPersonService, PersonService>()
            .AddSingleton<LogCheckpoints>()
            .AddSingleton<LogVerification>()
            .AddSingleton<LogExport>()
            .AddSingleton<DeletionEvidence>()
            .AddSingleton<ItemViews>()
            .AddSingleton<ItemHistory>()
            .AddSingleton<ItemChanges>()
            .AddSingleton<QueueCounts>()
            .AddSingleton<TriageFeed>()
            .AddSingleton<RelatedPosts>()
            .AddSingleton<TriageStatistics>()
            .AddSingleton<SavedFilters>()
            .AddSingleton<FilterChoices>()
            .AddSingleton<TeamNames>()
            .AddSingleton<AccountSettings>()
            .AddSingleton<TriageService>()
            .AddSingleton<AuthorityBook>()
            .AddSingleton<RegisterImport>()
            .AddSingleton<AuthoritySeeding>()
            .AddSingleton<AuthorityList>()
            .AddSingleton<CorrectionReport>()
            .AddSingleton<ITriageReader, TriageReader>()
            .AddSingleton<ISourceReader, SourceReader>()
            .AddListeningOutgoing();
    }

    /// <summary>Adds the delivery of messages, which needs MassTransit's bus.</summary>
    public static IServiceCollection AddListeningDelivery(this IServiceCollection services) =>
        services.AddSingleton(provider => new OutboxService(
            provider.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<ListeningDbContext>>(),
            () => provider.GetRequiredService<MassTransit.IBus>()));

    /// <summary>Adds accounts, roles and sign-in.</summary>
    public static IServiceCollection AddListeningAccess(this IServiceCollection services)
    {
        services.TryAddSingleton(new AccessSettings());
        services.AddIdentity();
        return services
            .AddSingleton<AccountService>()
            .AddScoped<SessionCheck>()
            .AddScoped<PasskeyService>()
            .AddScoped<CodeSetup>()
            .AddScoped<CodeSignIn>()
            .AddScoped<SignInLinks>()
            .AddScoped<ISignIn>(provider => provider.GetRequiredService<SignInLinks>());
    }

    private static IServiceCollection AddListeningOutgoing(this IServiceCollection services) => services
        .AddSingleton<ReplyWriters>()
        .AddSingleton<SendingSignal>()
        .AddSingleton<SendingService>()
        .AddSingleton<SendingReader>()
        .AddSingleton<SendingDispatch>()
        .AddSingleton<SendingSettlement>()
        .AddSingleton<HandedOverRemoval>()
        .AddSingleton<PassedOnReader>()
        .AddSingleton<SavedReplyService>()
        .AddSingleton<ISendingChannel, ReplyChannel>();
}
